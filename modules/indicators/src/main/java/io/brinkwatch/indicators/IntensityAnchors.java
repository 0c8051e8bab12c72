package io.brinkwatch.indicators;

/**
 * The two fixed points of the intensity scale. They are frozen: an index whose scale moves cannot
 * be compared with itself.
 *
 * @param x0 the stock at which the scale turns from linear to logarithmic, positive
 * @param x1 the stock that reads 100, positive
 */
public record IntensityAnchors(double x0, double x1) {

  /** Expert prior, not an estimate. */
  public static final IntensityAnchors DEFAULT = new IntensityAnchors(5, 2000);

  /** Rejects anchors that are not positive and finite. */
  public IntensityAnchors {
    Checks.positive("x0", x0);
    Checks.positive("x1", x1);
  }
}
