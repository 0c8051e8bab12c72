package io.brinkwatch.indicators.theatre;

/** Epoch days in UTC, from epoch milliseconds. */
public final class Days {
  /** Milliseconds in a day. */
  public static final long MILLIS = 86_400_000;

  private Days() {}

  /** The day that holds an instant. */
  public static long of(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }

  /** The last day that is over at an instant. */
  public static long lastClosed(long millis) {
    return of(millis) - 1;
  }

  /** The day whose end (exclusive) or inside the instant is: midnight belongs to the day before. */
  public static long endingBy(long millis) {
    return of(millis - 1);
  }

  /** First instant after a day. */
  public static long end(long day) {
    return (day + 1) * MILLIS;
  }
}
