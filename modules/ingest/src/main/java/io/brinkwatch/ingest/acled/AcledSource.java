package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.acled.AcledRequests.Page;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.live.Intake;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.ingest.live.Pages;
import io.brinkwatch.model.ItemProgress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ACLED's interface, asked for what was written since the last round, and then for what was
 * deleted. The first round asks for all events from a day on.
 *
 * <p>How far it has come is the latest {@code timestamp} of a round that was read to its end; the
 * next one begins some time before it. Pages have no order that could be relied on, so a round that
 * was broken off is read from its first page again; what was published of it is not published
 * again.
 *
 * <p>It accounts for time up to the latest change it was told of, and not up to when it asked: a
 * service that answers and writes nothing any more must turn stale.
 */
public final class AcledSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(AcledSource.class);
  private static final String EVENTS = "api/events";
  private static final String DELETIONS = "api/deletions";
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);
  // what is stamped with one time may become visible after what is stamped with a later one
  private static final Duration MARGIN = Duration.ofDays(2);
  // it writes weekly
  private static final Duration RHYTHM = Duration.ofDays(8);

  private final AcledSettings settings;
  private final AcledRequests requests;
  private final AcledApi api;
  private final Pages pages;
  private final int batchRows;
  private final LocalDate from;
  private final Clock clock;

  /**
   * A source.
   *
   * @param from first day of the events that the first round asks for
   * @param clock tells {@code ingestedAt}, what lies in the future, and when a token has expired
   */
  public AcledSource(AcledSettings settings, IngestSettings ingest, LocalDate from, Clock clock) {
    this.settings = settings;
    this.requests = new AcledRequests(settings.url());
    this.api = new AcledApi(clock);
    var downloads = new Downloads(ingest.downloads(), clock);
    var token = new AcledToken(requests, settings, downloads, clock);
    this.pages = new Pages(downloads.with(token), ingest.limits());
    this.batchRows = ingest.batchRows();
    this.from = from;
    this.clock = clock;
  }

  @Override
  public Feed feed() {
    return api.feed();
  }

  @Override
  public boolean revises() {
    return true;
  }

  @Override
  public Duration cadence() {
    return settings.cadence();
  }

  @Override
  public Duration rhythm() {
    return RHYTHM;
  }

  @Override
  public Optional<Instant> accountedTo(FeedState state) {
    return state.item(EVENTS).map(ItemProgress::getLastPublished);
  }

  @Override
  public List<Stretch> round(FeedPublisher publisher, Ingestion.Listener listener) {
    return new Round(publisher, listener).run();
  }

  /** Reads the body of a page, and says which one is behind it. */
  private interface Reader {
    Optional<Page> read(InputStream in, String name, Page page, Consumer<? super Row> rows)
        throws IOException;
  }

  /**
   * What was read from the first page to the last.
   *
   * @param pages that were asked for, the empty one at the end among them
   * @param latest change told of; as known before if there is none, and null if nothing was known
   */
  private record Pass(int pages, long rows, Instant latest) {}

  private final class Round {
    private final FeedPublisher publisher;
    private final Instant begun = clock.instant();
    private final Intake intake;

    Round(FeedPublisher publisher, Ingestion.Listener listener) {
      this.publisher = publisher;
      this.intake = new Intake(publisher, listener, batchRows, begun);
    }

    List<Stretch> run() {
      Instant firstDay = from.atStartOfDay(ZoneOffset.UTC).toInstant();
      Optional<Instant> told = upTo(EVENTS);
      Pass events = pass("ACLED events", told.orElse(null), address(told), api::events);
      Instant deleted = upTo(DELETIONS).orElse(firstDay);
      Pass deletions =
          pass(
              "ACLED deletions",
              deleted,
              page -> requests.deletions(deleted.minus(MARGIN), page),
              api::deletions);
      if (isWhole(events, deletions)) {
        if (events.latest() != null) {
          intake.item(EVENTS, events.rows(), true, events.latest());
        }
        intake.item(DELETIONS, deletions.rows(), true, deletions.latest());
      }
      // not from where ticks have come to: while nothing was told, time went on without anybody
      Instant accounted = told.orElse(firstDay);
      return Stretch.healthy(accounted, upTo(EVENTS).orElse(accounted));
    }

    private Optional<Instant> upTo(String item) {
      return publisher.state().item(item).map(ItemProgress::getLastPublished);
    }

    private Function<Page, URI> address(Optional<Instant> told) {
      LocalDate today = LocalDate.ofInstant(begun, ZoneOffset.UTC);
      return page ->
          told.map(since -> requests.updates(since.minus(MARGIN), page))
              .orElseGet(() -> requests.events(from, today, page));
    }

    /**
     * Rows that are written or deleted while pages are read move others from one page to another,
     * and a row could slip through between two. Then the same is asked for again next time.
     */
    private boolean isWhole(Pass events, Pass deletions) {
      Instant safe = begun.minus(CLOCK_SKEW);
      boolean whole =
          (events.pages() == 1 && deletions.pages() == 1)
              || ((events.latest() == null || events.latest().isBefore(safe))
                  && deletions.latest().isBefore(safe));
      if (!whole) {
        LOG.info(
            "ACLED wrote while {} pages were read; asking again next time",
            events.pages() + deletions.pages());
      }
      return whole;
    }

    private Pass pass(String what, Instant known, Function<Page, URI> address, Reader reader) {
      Optional<Page> next = Optional.of(Page.first(settings.pageRows()));
      int number = 0;
      long count = 0;
      Instant latest = known;
      List<Row> told = List.of();
      while (next.isPresent()) {
        Page page = next.get();
        String name = "%s, page %d".formatted(what, page.number());
        var rows = new ArrayList<Row>();
        next =
            pages
                .read(
                    address.apply(page),
                    name,
                    Set.of(),
                    in -> reader.read(in, name, page, rows::add))
                .orElseThrow();
        checkPaged(name, rows, told);
        told = rows;
        // only now: of a page that breaks off nothing is published
        intake.take(name, rows);
        publisher.commit();
        number++;
        count += rows.size();
        latest = latest(rows, latest);
        // what is stamped ahead of the clock is asked for again, and not accounted for before
        latest = latest != null && latest.isAfter(begun) ? begun : latest;
      }
      return new Pass(number, count, latest);
    }
  }

  /** One that answers every page with the same rows would be asked for ever. */
  private static void checkPaged(String name, List<Row> rows, List<Row> before) {
    List<String> ids = ids(rows);
    if (!ids.isEmpty() && ids.equals(ids(before))) {
      throw new SourceException(
          "%s has the rows of the page before; expected others, or none".formatted(name));
    }
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(row -> ((Row.Reported) row).report())
        .map(report -> report.getReportId() + "@" + report.getVersion())
        .toList();
  }

  private static Instant latest(List<Row> rows, Instant known) {
    Instant latest = known;
    for (Row row : rows) {
      if (row instanceof Row.Reported reported) {
        latest = later(latest, reported.report().getPublishedAt());
      } else if (row instanceof Row.Skipped left && left.withdrawal() != null) {
        latest = later(latest, left.withdrawal().getPublishedAt());
      }
    }
    return latest;
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }
}
