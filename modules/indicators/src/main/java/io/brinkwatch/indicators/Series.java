package io.brinkwatch.indicators;

import java.util.OptionalInt;

/** A ring of bins as the tempo indicator reads it: what was not seen is not zero, it is absent. */
final class Series {
  /** Below this share of a bin an expected count would have no digits left. */
  private static final double DARK = 1e-9;

  private final long[] counts;
  private final double[] exposure;
  private final boolean hasPhases;
  private final int phaseOfIndex0;
  private final int cycle;

  Series(long[] counts, double[] exposure, OptionalInt phaseOfIndex0, int cycle) {
    Checks.that(
        counts.length == exposure.length,
        "one exposure per count: " + counts.length + " counts, " + exposure.length + " exposures");
    this.counts = counts;
    this.exposure = exposure;
    this.hasPhases = phaseOfIndex0.isPresent();
    this.phaseOfIndex0 = Math.floorMod(phaseOfIndex0.orElse(0), cycle);
    this.cycle = cycle;
  }

  int size() {
    return counts.length;
  }

  boolean seen(int bin) {
    return exposure[bin] > DARK;
  }

  double exposure(int bin) {
    return seen(bin) ? exposure[bin] : 0;
  }

  long count(int bin) {
    return seen(bin) ? counts[bin] : 0;
  }

  double exposure(int from, int to) {
    double sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += exposure(bin);
    }
    return sum;
  }

  long count(int from, int to) {
    long sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += count(bin);
    }
    return sum;
  }

  boolean hasPhases() {
    return hasPhases;
  }

  /** The weekday or hour of the day, from 0; all bins share one if they are not known. */
  int phase(int bin) {
    return hasPhases ? (int) ((phaseOfIndex0 + (long) bin) % cycle) : 0;
  }
}
