package io.brinkwatch.indicators.theatre;

/**
 * The level a threshold event holds, and for how long.
 *
 * @param level 1 to 6
 * @param holdDays days from the event, positive
 */
public record FloorRule(FloorKind kind, int level, int holdDays) {
  public FloorRule {
    if (level < 1 || level > 6 || holdDays < 1) {
      throw new IllegalArgumentException(
          "floor %s: level %d must be 1 to 6, holdDays %d positive"
              .formatted(kind, level, holdDays));
    }
  }
}
