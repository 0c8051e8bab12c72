package io.brinkwatch.replay;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedRule;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a replay goes.
 *
 * @param first day on which something happened
 * @param lastEvaluation evaluation time whose levels are the last that are waited for
 * @param lastTick how far the feed must say it has come, so that they become FINAL
 */
record Horizon(Instant first, Instant lastEvaluation, Instant lastTick) {

  /**
   * The horizon of a stream: to the end of its data, and then as long as the policy keeps readings
   * provisional, and one step.
   */
  static Horizon of(Collection<? extends Row> rows, List<Policy> policies, FeedFamily family) {
    List<IncidentReport> reports =
        rows.stream()
            .filter(Row.Reported.class::isInstance)
            .map(row -> ((Row.Reported) row).report())
            .toList();
    Instant first =
        reports.stream()
            .map(IncidentReport::getOccurredFrom)
            .min(Comparator.naturalOrder())
            .orElseThrow(() -> new ReplayException("there is no report to replay"));
    Instant end =
        reports.stream()
            .flatMap(report -> Stream.of(report.getPublishedAt(), report.getOccurredTo()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return of(first, end, step(policies), grace(policies, family));
  }

  static Horizon of(Instant first, Instant end, Duration step, Duration grace) {
    Instant last = ceiling(end, step);
    return new Horizon(
        first.truncatedTo(ChronoUnit.DAYS), last, ceiling(last.plus(grace), step).plus(step));
  }

  // evaluation times are multiples of the step since the epoch
  private static Instant ceiling(Instant time, Duration step) {
    long millis = step.toMillis();
    return Instant.ofEpochMilli(-Math.floorDiv(-time.toEpochMilli(), millis) * millis);
  }

  private static Duration step(List<Policy> policies) {
    return Duration.ofHours(
        policies.stream().mapToInt(Policy::getEvaluationHours).max().orElseThrow());
  }

  // the longest of all versions: waiting too long costs little, too short would never end
  private static Duration grace(List<Policy> policies, FeedFamily family) {
    return Duration.ofHours(
        policies.stream()
            .flatMap(policy -> policy.getFeeds().stream())
            .filter(rule -> rule.getFamily() == family || rule.getFamily() == FeedFamily.OTHER)
            .mapToInt(FeedRule::getGraceHours)
            .max()
            .orElse(0));
  }
}
