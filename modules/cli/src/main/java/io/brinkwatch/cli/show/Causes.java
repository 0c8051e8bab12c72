package io.brinkwatch.cli.show;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The incidents that made a level rise: those whose contribution grew most since the one before.
 */
final class Causes {
  private static final int LIMIT = 3;
  private static final double LEAST = 0.05;

  private Causes() {}

  /** One incident, and the points it added since the evaluation before. */
  record Cause(Evidence evidence, double added) {}

  static List<Cause> of(Optional<EscalationLevel> before, EscalationLevel now) {
    Map<String, Double> known =
        before.map(EscalationLevel::getEvidence).orElse(List.of()).stream()
            .collect(Collectors.toMap(Evidence::getIncidentId, Evidence::getContribution));
    String floor = now.getFloor() == null ? null : now.getFloor().getIncidentId();
    return now.getEvidence().stream()
        .map(e -> new Cause(e, e.getContribution() - known.getOrDefault(e.getIncidentId(), 0.0)))
        .filter(c -> c.added() >= LEAST || c.evidence().getIncidentId().equals(floor))
        .sorted(order(floor))
        .limit(LIMIT)
        .toList();
  }

  // the incident that set a floor explains the level better than any sum does
  private static Comparator<Cause> order(String floor) {
    return Comparator.comparing((Cause c) -> !c.evidence().getIncidentId().equals(floor))
        .thenComparing(Cause::added, Comparator.reverseOrder())
        .thenComparing(c -> c.evidence().getIncidentId());
  }
}
