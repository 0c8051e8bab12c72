package io.brinkwatch.indicators.reciprocity;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * What share of each block lies in the window after some provocation. Blocks are aligned to the
 * epoch, so that they stay where they are as the period moves on; the first and the last may be
 * cut.
 */
final class Coverage {
  private final long from;
  private final long to;
  private final long block;
  private final long[] covered;

  /** The union of (start, start + window] within [from, to). */
  Coverage(SortedSet<Long> starts, long from, long to, ResponseParams params) {
    this.from = from;
    this.to = to;
    this.block = params.blockMillis();
    this.covered = new long[index(to - 1) + 1];
    long done = from;
    for (long start : starts) {
      long end = Math.min(start + params.windowMillis(), to);
      cover(Math.max(start, done), end);
      done = Math.max(done, end);
    }
  }

  private void cover(long start, long end) {
    long at = start;
    while (at < end) {
      int index = index(at);
      long next = Math.min(end, endOf(index));
      covered[index] += next - at;
      at = next;
    }
  }

  /** The share of the block that holds a time in [from, to). */
  double shareAt(long time) {
    return share(index(time));
  }

  List<Double> shares() {
    return IntStream.range(0, covered.length).mapToObj(this::share).toList();
  }

  double mean() {
    double sum = 0;
    for (int index = 0; index < covered.length; index++) {
      sum += share(index);
    }
    return sum / covered.length;
  }

  private double share(int index) {
    long start = index == 0 ? from : endOf(index - 1);
    return (double) covered[index] / (endOf(index) - start);
  }

  private int index(long time) {
    return Math.toIntExact(Math.floorDiv(time, block) - Math.floorDiv(from, block));
  }

  private long endOf(int index) {
    return Math.min(to, (Math.floorDiv(from, block) + index + 1) * block);
  }
}
