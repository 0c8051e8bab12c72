package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A recorded source, played in the order in which it became public, with ticks in between.
 *
 * @param id of the feed, as its reports name it
 */
public record Feed(String id, FeedFamily family) {
  static {
    // whoever reads a source builds reports, perhaps before anything has made a serde
    TrustedClasses.trust(IncidentReport.class.getPackageName());
  }

  /** The feed of {@link CuratedCsv}. */
  public static final Feed CURATED = new Feed(CuratedCsv.FEED, FeedFamily.CURATED);

  private static final Comparator<IncidentReport> AS_PUBLISHED =
      Comparator.comparing(IncidentReport::getPublishedAt)
          .thenComparing(IncidentReport::getReportId)
          .thenComparing(IncidentReport::getVersion);

  /** Hears how far it has come. */
  @FunctionalInterface
  public interface Progress {
    void at(long published, long total, Instant eventTime);
  }

  /** What was played. */
  public record Played(long reports, long refused, long skipped, long ticks) {}

  /**
   * Publishes rows: what was refused first, then the reports by publication, and after all reports
   * published up to a multiple T of {@code tickEvery} the tick T. Ticks begin with the first day on
   * which something happened. All rows are held in memory, for they have to be sorted.
   *
   * @throws PublishException if the broker or the registry fails
   * @throws InterruptedException if the wait between two events is interrupted; what was sent stays
   */
  public Played publish(
      Collection<? extends Row> rows, Publisher to, FeedOptions options, Progress progress)
      throws InterruptedException {
    List<Rejection> refused = refused(rows, options.status());
    refused.forEach(to::reject);
    var reports = new ArrayDeque<>(reports(rows, options.status()));
    int total = reports.size();
    long ticks = total == 0 ? 0 : play(reports, to, options, progress);
    to.flush();
    return new Played(total, refused.size(), rows.size() - total - refused.size(), ticks);
  }

  private long play(
      Deque<IncidentReport> reports, Publisher to, FeedOptions options, Progress progress)
      throws InterruptedException {
    long total = reports.size();
    long ticks = 0;
    Instant from = firstDay(reports);
    Instant end = lastTick(from, reports.getLast().getPublishedAt(), options);
    for (Instant time = from.plus(options.tickEvery());
        !time.isAfter(end);
        time = time.plus(options.tickEvery())) {
      send(reports, time, to, options.pace(), progress, total);
      options.pace().until(time);
      to.tick(id, family, options.status(), from, time, FeedHealth.HEALTHY);
      progress.at(total - reports.size(), total, time);
      from = time;
      ticks++;
    }
    send(reports, Instant.MAX, to, options.pace(), progress, total);
    return ticks;
  }

  private static void send(
      Deque<IncidentReport> reports,
      Instant upTo,
      Publisher to,
      Pace pace,
      Progress progress,
      long total)
      throws InterruptedException {
    while (!reports.isEmpty() && !reports.getFirst().getPublishedAt().isAfter(upTo)) {
      IncidentReport report = reports.removeFirst();
      pace.until(report.getPublishedAt());
      to.report(report);
      progress.at(total - reports.size(), total, report.getPublishedAt());
    }
  }

  private static Instant firstDay(Collection<IncidentReport> reports) {
    return reports.stream()
        .map(IncidentReport::getOccurredFrom)
        .min(Comparator.naturalOrder())
        .orElseThrow()
        .truncatedTo(ChronoUnit.DAYS);
  }

  private static Instant lastTick(Instant first, Instant lastReport, FeedOptions options) {
    if (options.endTicks() != null) {
      return options.endTicks();
    }
    long every = options.tickEvery().toMillis();
    long steps = (Duration.between(first, lastReport).toMillis() + every - 1) / every;
    return first.plusMillis(Math.max(1, steps) * every);
  }

  private static List<IncidentReport> reports(
      Collection<? extends Row> rows, MessageStatus status) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(row -> ((Row.Reported) row).report())
        .map(report -> IncidentReport.newBuilder(report).setStatus(status).build())
        .sorted(AS_PUBLISHED)
        .toList();
  }

  private static List<Rejection> refused(Collection<? extends Row> rows, MessageStatus status) {
    return rows.stream()
        .filter(Row.Refused.class::isInstance)
        .map(row -> ((Row.Refused) row).rejection())
        .map(rejection -> Rejection.newBuilder(rejection).setStatus(status).build())
        .toList();
  }
}
