package io.brinkwatch.indicators;

import java.util.OptionalDouble;

/** Where a theatre is heading, in one word beside its index. */
public enum Outlook {
  RISING,
  STEADY,
  EASING;

  private static final double HIGH_PRESSURE = 30;
  private static final double LOW_PRESSURE = 10;
  private static final double MARKED_CHANGE = 10;
  private static final double GOOD_EXPOSURE = 0.8;
  private static final double WARNING_PRESSURE = 50;
  private static final double WARNING_DECIBANS = 12;

  /**
   * RISING if the pressure is at least 30 or the index rose by at least 10 in a week; EASING if the
   * pressure is below 10 and the index fell by at least 10 while feeds were healthy; else STEADY.
   *
   * @param pressure M of the composite, [0, 100]
   * @param index the composite now, [0, 100]
   * @param weekAgo the composite seven days ago; empty if there was none
   * @param exposure least share of any day of that week during which the feeds were healthy, [0,
   *     1]. Below 0.8 nothing is called easing: silence is not calm
   */
  public static Outlook of(double pressure, double index, OptionalDouble weekAgo, double exposure) {
    double change = weekAgo.isPresent() ? index - weekAgo.getAsDouble() : 0;
    if (pressure >= HIGH_PRESSURE || change >= MARKED_CHANGE) {
      return RISING;
    }
    boolean fell = change <= -MARKED_CHANGE && exposure >= GOOD_EXPOSURE;
    return fell && pressure < LOW_PRESSURE ? EASING : STEADY;
  }

  /**
   * Whether a warning is due: the pressure is at least 50, or signs alone make violence about
   * sixteen times as likely as before.
   *
   * @param pressure M of the composite, [0, 100]
   * @param decibans weight of evidence of the precursors
   */
  public static boolean isWarning(double pressure, double decibans) {
    return pressure >= WARNING_PRESSURE || decibans >= WARNING_DECIBANS;
  }
}
