package io.brinkwatch.indicators.theatre;

/**
 * An incident's part in a value.
 *
 * @param points of the value
 * @param confidence in the incident, 0 to 1
 */
public record Share(String id, long version, double points, double confidence, String summary) {

  /** The same with other points. */
  Share times(double factor) {
    return new Share(id, version, points * factor, confidence, summary);
  }
}
