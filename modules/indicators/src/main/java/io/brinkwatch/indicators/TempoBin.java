package io.brinkwatch.indicators;

import java.util.List;

/** Length of a bin: which windows are looked at, and after how many bins habits come round. */
public enum TempoBin {
  /** Windows of 1, 3 and 7 days; the days of a week differ. */
  DAY(7, List.of(1, 3, 7)),
  /** Windows of 1, 6 and 24 hours; the hours of a day differ. */
  HOUR(24, List.of(1, 6, 24));

  private final int cycle;
  private final List<Integer> windows;

  TempoBin(int cycle, List<Integer> windows) {
    this.cycle = cycle;
    this.windows = windows;
  }

  /** Bins after which the same phase comes again. */
  public int cycle() {
    return cycle;
  }

  /** Lengths of the windows in bins, shortest first. */
  public List<Integer> windows() {
    return windows;
  }
}
