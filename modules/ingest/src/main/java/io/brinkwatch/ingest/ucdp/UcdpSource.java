package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.Deletions;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.Whole;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.live.Intake;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.ingest.live.Pages;
import io.brinkwatch.ingest.ucdp.UcdpApi.Paging;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UCDP's interface, asked for one release after another, each once and whole. A release never
 * changes; a round asks for those that are not done and may be out by now, in the order in which
 * they usually come out. A release that was broken off goes on at the page it had come to.
 *
 * <p>What an earlier release told of the time of a new one, and the new one does not have, is
 * withdrawn when all of it has been read, unless that is more than half, for then the release was
 * perhaps cut off, or a row cannot be used and does not say which event it is. Either is told as a
 * rejection. A release that cannot be read keeps none of the later ones from being read, but time
 * is not accounted for until it can.
 */
public final class UcdpSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(UcdpSource.class);
  private static final String ACCOUNTED = "accounted";
  // what it answers for a release that is not out is not written down anywhere
  private static final Set<Integer> NOT_OUT = Set.of(400, 404);
  // it releases monthly
  private static final Duration RHYTHM = Duration.ofDays(40);
  private static final Duration NEVER_CAME = Duration.ofDays(200);
  // what is older is beyond every horizon
  private static final Duration LOOK_BACK = Duration.ofDays(366);

  /** The token in its header; there is no other to be had. */
  private record Access(String value) implements Downloads.Token {
    @Override
    public String header() {
      return "x-ucdp-access-token";
    }

    @Override
    public boolean refresh() {
      return false;
    }

    @Override
    public String toString() {
      return header();
    }
  }

  private final UcdpSettings settings;
  private final UcdpRelease first;
  private final Pages pages;
  private final int batchRows;
  private final Clock clock;

  /**
   * A source.
   *
   * @param first release to ask for
   * @param clock tells {@code ingestedAt}, what lies in the future, and which releases are due
   */
  public UcdpSource(UcdpSettings settings, IngestSettings ingest, UcdpRelease first, Clock clock) {
    this.settings = settings;
    this.first = first;
    var downloads = new Downloads(ingest.downloads(), clock);
    this.pages = new Pages(downloads.with(new Access(settings.token().value())), ingest.limits());
    this.batchRows = ingest.batchRows();
    this.clock = clock;
  }

  @Override
  public Feed feed() {
    return UcdpMapper.FEED;
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
    return state.item(ACCOUNTED).map(ItemProgress::getLastPublished);
  }

  @Override
  public List<Stretch> round(FeedPublisher publisher, Ingestion.Listener listener) {
    return new Round(publisher, listener).run();
  }

  private final class Round {
    private final FeedPublisher publisher;
    private final Instant begun = clock.instant();
    private final List<UcdpRelease> due = first.andLaterBy(begun);
    private final Intake intake;

    Round(FeedPublisher publisher, Ingestion.Listener listener) {
      this.publisher = publisher;
      this.intake = new Intake(publisher, listener, batchRows, begun);
    }

    List<Stretch> run() {
      readAll();
      Instant told =
          latestDone()
              .orElseThrow(
                  () ->
                      new SourceException(
                          "%s has no release from %s on; check the release"
                              .formatted(settings.url(), first.name())));
      // not from where ticks have come to: while nothing was told, time went on without anybody
      Instant accounted = accountedTo(publisher.state()).orElseGet(() -> told.minus(LOOK_BACK));
      if (accounted.isBefore(told)) {
        intake.item(ACCOUNTED, 0, true, told);
      }
      return Stretch.healthy(accounted, told);
    }

    private void readAll() {
      SourceException bad = null;
      boolean badBefore = false;
      for (UcdpRelease release : due) {
        try {
          read(release);
          badBefore = false;
        } catch (SourceAwayException e) {
          throw e; // so would be the others
        } catch (SourceException e) {
          if (badBefore) {
            throw e; // two in a row: not a release is at fault, but the token, say
          }
          LOG.warn("UCDP {} cannot be read: {}", release.name(), e.getMessage());
          bad = bad == null ? e : bad;
          badBefore = true;
        }
      }
      if (bad != null) {
        throw bad;
      }
    }

    private Optional<Instant> latestDone() {
      return due.stream()
          .flatMap(release -> item(release).stream())
          .filter(ItemProgress::getDone)
          .map(ItemProgress::getLastPublished)
          .max(Comparator.naturalOrder());
    }

    private Optional<ItemProgress> item(UcdpRelease release) {
      return publisher.state().item(release.item());
    }

    private void read(UcdpRelease release) {
      Optional<ItemProgress> item = item(release);
      boolean done = item.filter(ItemProgress::getDone).isPresent();
      if (!done && !neverCame(release)) {
        // the same on the day after a kill: it is part of what the reports say
        new Reading(release.asKnown(publisher.state()).outBy(begun), item).run();
      }
    }

    private boolean neverCame(UcdpRelease release) {
      Instant given = release.publishedAt().plus(NEVER_CAME);
      return item(release).isEmpty() && latestDone().filter(given::isBefore).isPresent();
    }

    /** One release, from the page it had come to. */
    private final class Reading {
      private final UcdpRelease release;
      private final UcdpApi api;
      private int page;

      Reading(UcdpRelease release, Optional<ItemProgress> begunWith) {
        this.release = release;
        this.api = new UcdpApi(release, clock);
        this.page = begunWith.map(i -> (int) (i.getRows() / settings.pageRows())).orElse(0);
      }

      void run() {
        Optional<Paging> paging = next();
        while (paging.isPresent()) {
          Paging told = paging.get();
          long rows = (long) (page - 1) * settings.pageRows() + told.rows();
          boolean last = !told.hasNext(page - 1);
          check(told, rows, last);
          if (last) {
            end(rows);
            return;
          }
          intake.item(release.item(), rows, false, release.publishedAt());
          publisher.commit();
          paging = next();
        }
      }

      private Optional<Paging> next() {
        String name = pageName(Integer.toString(page));
        URI address =
            URI.create(
                "%s/gedevents/%s?pagesize=%d&page=%d"
                    .formatted(settings.url(), release.name(), settings.pageRows(), page));
        var rows = new ArrayList<Row>();
        Optional<Paging> paging =
            pages
                .read(
                    address,
                    name,
                    page == 0 ? NOT_OUT : Set.of(),
                    in -> api.events(in, name, rows::add))
                .filter(told -> told.totalRows() > 0);
        if (paging.isEmpty()) {
          LOG.info("UCDP {} is not out yet", release.name());
        }
        if (page == 0 && paging.isPresent()) {
          // before the first row: after a kill within the page the rest says the same
          intake.item(release.item(), 0, false, release.publishedAt());
        }
        // only now: of a page that breaks off nothing is published
        intake.take(name, rows);
        page++;
        return paging;
      }

      private String name() {
        return "UCDP " + release.name();
      }

      private String pageName(String number) {
        return name() + ", page " + number;
      }

      private void check(Paging told, long rows, boolean last) {
        if (last ? rows != told.totalRows() : told.rows() != settings.pageRows()) {
          throw new SourceException(
              "UCDP %s, page %d has %d rows where %d were asked for, of %d in all; it cannot be told whether that is all. Try %s=%d"
                  .formatted(
                      release.name(),
                      page - 1,
                      told.rows(),
                      settings.pageRows(),
                      told.totalRows(),
                      UcdpSettings.PAGE_ROWS,
                      Math.max(1, told.rows())));
        }
      }

      private void end(long rows) {
        Whole whole = new UcdpMapper(release, clock).whole();
        // a release stands in all of its reports, so none of them is left with an earlier version
        int had = publisher.state().standingIn(whole);
        List<String> gone =
            publisher.state().reportsIn(whole).stream()
                .filter(id -> !intake.isRefused(id, release.version()))
                .toList();
        boolean nameless = intake.hasNameless(pageName(""));
        if (nameless && !gone.isEmpty()) {
          keep(
              "%s no longer has %,d of %,d reports, and has a row that cannot be used and does not say which report it is. None was withdrawn; to withdraw them, mend its file and ingest that"
                  .formatted(name(), gone.size(), had));
        } else if (Deletions.areMany(gone.size(), had)) {
          keep(
              "%s no longer has %,d of %,d reports, more than half: perhaps it was cut off. None was withdrawn; to withdraw them, ingest its file and accept deletions"
                  .formatted(name(), gone.size(), had));
        } else {
          withdraw(gone, whole);
          if (!nameless) {
            publisher.toldWhole(whole);
          }
        }
        intake.item(release.item(), rows, true, release.publishedAt());
        publisher.commit();
      }

      private void withdraw(List<String> gone, Whole whole) {
        for (String id : gone) {
          intake.withdraw(whole.withdrawal().apply(id));
          if (publisher.staged() >= batchRows) {
            publisher.commit();
          }
        }
      }

      // it stops nothing behind it, and somebody has to look at it
      private void keep(String detail) {
        intake.take(
            name(),
            List.of(
                new Row.Refused(
                    Rejection.newBuilder()
                        .setRecordId(release.item())
                        .setVersion(release.version())
                        .setReason(RejectionReason.MALFORMED)
                        .setEffect(RejectionEffect.REJECTED)
                        .setDetail(detail)
                        .setFeed(UcdpMapper.FEED.id())
                        .setOrigin(name())
                        .build())));
      }
    }
  }
}
