package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Checks;

/**
 * Areas of about the same size everywhere, some 44 kilometres across, as fine as most accounts
 * locate what they tell.
 */
public final class Grid {
  private static final double HEIGHT = 0.4;
  private static final double NARROWEST = 0.01;

  private Grid() {}

  /**
   * The area that holds a point, by row and column. Rows are {@code 0.4} degrees high; the columns
   * of a row are as wide as it is high, at its middle.
   *
   * @param latitude [−90, 90] degrees
   * @param longitude [−180, 180] degrees
   */
  public static String cell(double latitude, double longitude) {
    Checks.within("latitude", latitude, -90, 90);
    Checks.within("longitude", longitude, -180, 180);
    long row = (long) Math.floor(latitude / HEIGHT);
    double middle = StrictMath.toRadians((row + 0.5) * HEIGHT);
    double width = HEIGHT / Math.max(NARROWEST, StrictMath.cos(middle));
    return row + "/" + (long) Math.floor(longitude / width);
  }
}
