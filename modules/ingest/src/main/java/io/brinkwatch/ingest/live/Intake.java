package io.brinkwatch.ingest.live;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Told;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.input.Md5;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Publishes rows of a source that tells some of them again each time it is asked: each report,
 * withdrawal and refusal goes out once.
 */
public final class Intake {
  private static final String REFUSED = "refused/";
  private static final String CONTESTED = "contested/";
  private static final Duration KEEP_REFUSED = Duration.ofDays(30);
  // an account of what is older is beyond every horizon
  private static final Duration KEEP_DELETED = Duration.ofDays(366);

  private final FeedPublisher publisher;
  private final Ingestion.Listener listener;
  private final int batchRows;
  // the version of each report that this round has told of
  private final Map<String, Long> heard = new HashMap<>();
  private long rows;
  private long published;
  private long unchanged;
  private long refused;
  private long skipped;

  /**
   * An intake for one round.
   *
   * @param batchRows rows that one transaction publishes at most
   * @param now when the round began; refusals and deletions of long before are forgotten
   */
  public Intake(FeedPublisher publisher, Ingestion.Listener listener, int batchRows, Instant now) {
    this.publisher = publisher;
    this.listener = listener;
    this.batchRows = batchRows;
    publisher.forgetItems(REFUSED, now.minus(KEEP_REFUSED));
    publisher.forgetItems(CONTESTED, now.minus(KEEP_REFUSED));
    publisher.forgetDeleted(now.minus(KEEP_DELETED));
  }

  /** Publishes the rows of a page; those behind the last full batch are committed by the caller. */
  public void take(String page, List<Row> read) {
    for (Row row : read) {
      take(row);
      rows++;
      if (publisher.staged() >= batchRows) {
        publisher.commit();
      }
    }
    listener.reached(page, rows);
  }

  private void take(Row row) {
    if (row instanceof Row.Reported reported) {
      report(reported.report());
    } else if (row instanceof Row.Refused fault) {
      refuse(fault);
    } else if (row instanceof Row.Skipped left) {
      skipped++;
      if (left.withdrawal() != null) {
        withdraw(left.withdrawal());
      }
    }
  }

  private void report(IncidentReport report) {
    if (report.getState() == RecordState.RETRACTED) {
      count(publisher.delete(report));
      return;
    }
    if (isContested(report)) {
      contest(report);
      if (!publisher.outranks(report)) {
        unchanged++;
        return;
      }
    }
    heard.put(report.getReportId(), report.getVersion());
    Told told = publisher.report(report, null).told();
    switch (told) {
      case NEW -> published++;
      case UNCHANGED -> unchanged++;
      case REFUSED -> refused++;
    }
  }

  /**
   * Whether the source tells this version in more ways than one. Pages have no order: whichever
   * account came last would replace the other, each time they are read.
   */
  private boolean isContested(IncidentReport report) {
    boolean again = Objects.equals(heard.get(report.getReportId()), report.getVersion());
    return (again && publisher.isNews(report, null))
        || publisher.state().item(contested(report)).isPresent();
  }

  private static String contested(IncidentReport report) {
    return CONTESTED + report.getReportId() + "@" + report.getVersion();
  }

  private void contest(IncidentReport report) {
    if (publisher.state().item(contested(report)).isPresent()) {
      return;
    }
    Rejection rejection =
        Rejection.newBuilder()
            .setRecordId(report.getReportId())
            .setVersion(report.getVersion())
            .setReason(RejectionReason.CONFLICTING_VERSION)
            .setEffect(RejectionEffect.REJECTED)
            .setDetail(
                "two rows tell version %d of %s, and not the same; one of them counts, the same one each time"
                    .formatted(report.getVersion(), report.getReportId()))
            .setFeed(report.getFeed())
            .setOrigin(report.getFeed())
            .setOccurredFrom(report.getOccurredFrom())
            .build();
    refused++;
    publisher.reject(rejection);
    publisher.item(
        contested(report),
        ItemProgress.newBuilder().setMd5("").setRows(1).setDone(true).setRefused(1).build());
    listener.refused(new Row.Refused(rejection));
  }

  /** Withdraws a report, if it stands. */
  public void withdraw(IncidentReport withdrawal) {
    count(publisher.withdraw(withdrawal));
  }

  private void count(boolean withdrawn) {
    if (withdrawn) {
      published++;
    } else {
      unchanged++;
    }
  }

  /** Whether a row that tells this version of a report was refused: it is there, all the same. */
  public boolean isRefused(String reportId, long version) {
    return publisher.state().item(refusal(reportId, version)).isPresent();
  }

  /**
   * Whether a row was refused that does not say which report it is, and so may be any.
   *
   * @param origin how the names of the pages begin that are meant
   */
  public boolean hasNameless(String origin) {
    return publisher.state().hasItems(REFUSED + origin);
  }

  private static String refusal(String recordId, long version) {
    return REFUSED + recordId + "@" + version;
  }

  // asked for again, it would be refused again, each time
  private void refuse(Row.Refused fault) {
    Rejection rejection = fault.rejection();
    String item = refusal(rejection.getRecordId(), rejection.getVersion());
    // what lies ahead is asked for again until its time has come; the detail says what time it is
    String said = fault.isAhead() ? rejection.getReason().name() : rejection.getDetail();
    String md5 = Md5.of(said.getBytes(StandardCharsets.UTF_8));
    refused++;
    if (publisher.state().item(item).filter(known -> known.getMd5().equals(md5)).isEmpty()) {
      publisher.reject(rejection);
      publisher.item(
          item,
          ItemProgress.newBuilder().setMd5(md5).setRows(1).setDone(true).setRefused(1).build());
      listener.refused(fault);
    }
  }

  /**
   * Stages how far an item is, with what became of all rows so far.
   *
   * @param rowsDone rows from its beginning that are done with
   * @param upTo latest publication of its rows; null without rows
   */
  public void item(String id, long rowsDone, boolean done, Instant upTo) {
    publisher.item(
        id,
        ItemProgress.newBuilder()
            .setMd5("")
            .setRows(rowsDone)
            .setDone(done)
            .setPublished(published)
            .setUnchanged(unchanged)
            .setRefused(refused)
            .setSkipped(skipped)
            .setLastPublished(upTo)
            .build());
  }
}
