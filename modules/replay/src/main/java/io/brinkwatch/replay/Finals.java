package io.brinkwatch.replay;

import io.brinkwatch.model.EscalationLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts the FINAL levels of all theatres, and of the region, into one order. They are computed side
 * by side, so a level is told only when no other can come up with an earlier one.
 */
final class Finals {
  private static final Comparator<EscalationLevel> ORDER =
      Comparator.comparing(EscalationLevel::getEvaluatedAt)
          .thenComparing(EscalationLevel::getSubject);

  private final Map<String, Instant> latest = new HashMap<>();
  private final PriorityQueue<EscalationLevel> waiting = new PriorityQueue<>(ORDER);

  Finals(Set<String> theatres) {
    theatres.forEach(theatre -> latest.put(theatre, Instant.MIN));
  }

  /** Takes one; a level that was taken before, or is of no theatre asked for, is left out. */
  void add(EscalationLevel level) {
    Instant before = latest.get(level.getSubject());
    if (before != null && level.getEvaluatedAt().isAfter(before)) {
      latest.put(level.getSubject(), level.getEvaluatedAt());
      waiting.add(level);
    }
  }

  /** Those that can be told now, in order. */
  List<EscalationLevel> ready() {
    Instant complete = complete().orElse(Instant.MIN);
    var ready = new ArrayList<EscalationLevel>();
    while (!waiting.isEmpty() && !waiting.peek().getEvaluatedAt().isAfter(complete)) {
      ready.add(waiting.poll());
    }
    return ready;
  }

  /** Latest evaluation time that every theatre has reached; empty if there is none. */
  Optional<Instant> complete() {
    return latest.values().stream().min(Comparator.naturalOrder()).filter(Instant.MIN::isBefore);
  }

  /** The theatres that have not come to an evaluation time. */
  List<String> missing(Instant evaluation) {
    return latest.entrySet().stream()
        .filter(e -> e.getValue().isBefore(evaluation))
        .map(
            e ->
                e.getKey() + " at " + (e.getValue().equals(Instant.MIN) ? "nothing" : e.getValue()))
        .sorted()
        .toList();
  }
}
