package io.brinkwatch.cli.show;

import io.brinkwatch.model.EscalationLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a theatre went through. */
final class History {
  private final TreeMap<Instant, Double> indexByDay = new TreeMap<>();
  private EscalationLevel last;
  private EscalationLevel highest;

  void add(EscalationLevel level) {
    last = level;
    if (highest == null || level.getLevel() > highest.getLevel()) {
      highest = level;
    }
    // an evaluation at midnight speaks of the day before
    Instant day = level.getEvaluatedAt().minusMillis(1).truncatedTo(ChronoUnit.DAYS);
    indexByDay.put(day, level.getIndex());
  }

  EscalationLevel last() {
    return last;
  }

  /** The first evaluation at the highest level there was. */
  EscalationLevel highest() {
    return highest;
  }

  /** The last index of each day. */
  List<Double> daily() {
    return new ArrayList<>(indexByDay.values());
  }
}
