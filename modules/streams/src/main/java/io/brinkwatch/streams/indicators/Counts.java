package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Coverage;
import io.brinkwatch.indicators.theatre.Parties;
import io.brinkwatch.indicators.theatre.Reconciliation;
import io.brinkwatch.indicators.theatre.Rules;
import io.brinkwatch.indicators.theatre.Valued;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.OfficialCount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Official counts beside the incidents held, as records.
 *
 * @param told the counts by the report that tells them
 */
record Counts(Reconciliation reconciliation, Map<String, OfficialCount> told) {

  /**
   * Compares.
   *
   * @param told one count for each pair of sides
   * @param held incidents known as of the evaluation
   */
  static Counts of(
      Collection<OfficialCount> told,
      Collection<Accounted> held,
      Parties parties,
      Coverage coverage,
      Rules rules) {
    var yardsticks = told.stream().map(Tallies::yardstick).toList();
    Map<String, OfficialCount> byReport =
        told.stream()
            .collect(Collectors.toUnmodifiableMap(OfficialCount::getReportId, Function.identity()));
    return new Counts(Reconciliation.of(yardsticks, held, parties, coverage, rules), byReport);
  }

  Valued value() {
    return reconciliation.value();
  }

  List<io.brinkwatch.model.Reconciliation> records() {
    return reconciliation.counts().stream()
        .map(held -> record(told.get(held.count().id()), held.incidents().size()))
        .toList();
  }

  private static io.brinkwatch.model.Reconciliation record(OfficialCount count, int held) {
    return new io.brinkwatch.model.Reconciliation(
        count.getReportId(),
        count.getVersion(),
        named(count.getInitiators()),
        named(count.getTargets()),
        count.getSince(),
        count.getAsOf(),
        count.getCount(),
        held,
        count.getCount() - held,
        count.getSource(),
        count.getRedistributable());
  }

  private static List<String> named(Collection<ActorRef> actors) {
    return actors.stream().map(ActorRef::getName).toList();
  }
}
