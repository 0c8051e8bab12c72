package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Telling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Which version a report is, given what was published of it before. Sources change rows without
 * saying so; the pipeline takes other contents under one version for a conflict, so each change
 * gets a version of its own.
 */
final class Revisions {
  // more files than that seldom tell one report under one version
  private static final int MOST_OTHERS = 8;
  private static final long NO_ITEM = 0;
  private static final long WITHDRAWN = 0;

  private Revisions() {}

  /** The report with the version to publish it under; empty if it tells nothing new. */
  static Optional<IncidentReport> next(IncidentReport report, Optional<ReportProgress> before) {
    if (before.isEmpty()) {
      return Optional.of(report);
    }
    ReportProgress known = before.get();
    if (report.getVersion() < known.getSourceVersion()
        || fingerprint(report) == known.getFingerprint()) {
      return Optional.empty();
    }
    long version =
        report.getVersion() == known.getSourceVersion()
            ? known.getVersion() + 1
            : Math.max(report.getVersion(), known.getVersion() + 1);
    return Optional.of(IncidentReport.newBuilder(report).setVersion(version).build());
  }

  /**
   * The same for a report that an item tells. What the item told before tells nothing new, though
   * another item may have told something else since then: its row has not changed.
   *
   * @param item null if it came in none
   */
  static Optional<IncidentReport> next(
      IncidentReport report, Optional<ReportProgress> before, String item) {
    return before.filter(known -> isUnchanged(report, known, item)).isPresent()
        ? Optional.empty()
        : next(report, before);
  }

  private static boolean isUnchanged(IncidentReport report, ReportProgress known, String item) {
    return !known.getOthers().isEmpty() // seldom, and a fingerprint takes time
        && known.getSourceVersion() == report.getVersion()
        && known.getOthers().contains(new Telling(hash(item), fingerprint(report)));
  }

  /** What to remember of a report that an item tells and that is published under a version. */
  static ReportProgress progress(
      IncidentReport asTold, long version, String item, Optional<ReportProgress> before) {
    List<Telling> others =
        before
            .filter(known -> known.getSourceVersion() == asTold.getVersion())
            .map(known -> others(known, item))
            .orElse(List.of());
    return ReportProgress.newBuilder(progress(asTold, version, item)).setOthers(others).build();
  }

  /**
   * What to remember when an item tells once more what stands: from now on it speaks for it. Empty
   * if nothing changes by that, or if that is not what stands.
   *
   * @param item null if it came in none, and then whoever spoke for it still does
   */
  static Optional<ReportProgress> again(IncidentReport report, ReportProgress known, String item) {
    if (report.getVersion() < known.getSourceVersion()
        || fingerprint(report) != known.getFingerprint()
        || Objects.equals(item, known.getItem())) {
      return Optional.empty();
    }
    if (item != null) {
      return Optional.of(
          ReportProgress.newBuilder(known).setItem(item).setOthers(others(known, item)).build());
    }
    var same = new Telling(NO_ITEM, known.getFingerprint());
    return known.getOthers().contains(same)
        ? Optional.empty()
        : Optional.of(
            ReportProgress.newBuilder(known).setOthers(with(known, same, NO_ITEM)).build());
  }

  /**
   * What to remember when an item no longer has a report for which another speaks: told by it once
   * more, it is new. Empty if nothing changes by that.
   */
  static Optional<ReportProgress> gone(ReportProgress known, String item) {
    long teller = hash(item);
    return known.getOthers().stream().anyMatch(other -> other.getItemHash() == teller)
        ? Optional.of(ReportProgress.newBuilder(known).setOthers(with(known, null, teller)).build())
        : Optional.empty();
  }

  /** What others than an item told last, once the item has told something. */
  private static List<Telling> others(ReportProgress known, String item) {
    long teller = hash(item);
    var standing = new Telling(hash(known.getItem()), known.getFingerprint());
    boolean itsOwn = standing.getItemHash() == teller || standing.getFingerprint() == WITHDRAWN;
    return with(known, itsOwn ? null : standing, teller);
  }

  /** The others without an item, and with a telling at their end; null: none. */
  private static List<Telling> with(ReportProgress known, Telling telling, long item) {
    var others = new ArrayList<Telling>(known.getOthers());
    others.removeIf(
        o ->
            o.getItemHash() == item
                || (telling != null && o.getItemHash() == telling.getItemHash()));
    if (telling != null) {
      others.add(telling);
    }
    return others.subList(Math.max(0, others.size() - MOST_OTHERS), others.size());
  }

  private static long hash(String item) {
    return item == null
        ? NO_ITEM
        : SchemaNormalization.fingerprint64(item.getBytes(StandardCharsets.UTF_8));
  }

  /** What to remember of a report that is published under a version. */
  static ReportProgress progress(IncidentReport asTold, long version, String item) {
    return ReportProgress.newBuilder()
        .setVersion(version)
        .setSourceVersion(asTold.getVersion())
        .setFingerprint(fingerprint(asTold))
        .setState(asTold.getState())
        .setItem(item)
        .setType(asTold.getType())
        .setOccurredFrom(asTold.getOccurredFrom())
        .setOccurredTo(asTold.getOccurredTo())
        .setPublishedAt(asTold.getPublishedAt())
        .build();
  }

  /**
   * What withdraws a report that its source no longer has. Nobody said when it went: it is
   * withdrawn from when that was noticed.
   */
  static IncidentReport withdrawal(
      String id, ReportProgress known, Feed feed, MessageStatus status, Instant now) {
    Instant published = now.isBefore(known.getPublishedAt()) ? known.getPublishedAt() : now;
    return IncidentReport.newBuilder()
        .setReportId(id)
        .setVersion(known.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .setStatus(status)
        .setFeed(feed.id())
        .setFamily(feed.family())
        .setSource(Source.newBuilder().setName(feed.id()).setPublisher(feed.id()).build())
        .setType(known.getType())
        .setOccurredFrom(known.getOccurredFrom())
        .setOccurredTo(known.getOccurredTo())
        .setPublishedAt(published)
        .setIngestedAt(now)
        .setPlace(Place.newBuilder().build())
        .setSummary("No longer told by its source.")
        // what it says, an id and a day, is the source's all the same
        .setRedistributable(feed.family() != FeedFamily.ACLED)
        .build();
  }

  /** A retraction with type and interval of what it retracts: that its source seldom repeats. */
  static IncidentReport about(ReportProgress known, IncidentReport retraction) {
    return IncidentReport.newBuilder(retraction)
        .setType(known.getType())
        .setOccurredFrom(known.getOccurredFrom())
        .setOccurredTo(known.getOccurredTo())
        .build();
  }

  /** What to remember of a withdrawal. It has no contents: whatever is told again is new. */
  static ReportProgress withdrawn(ReportProgress known) {
    return ReportProgress.newBuilder(known)
        .setVersion(known.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .setFingerprint(WITHDRAWN)
        .setOthers(List.of())
        .build();
  }

  // neither when it was read nor under which number: only what it says
  private static long fingerprint(IncidentReport report) {
    IncidentReport said =
        IncidentReport.newBuilder(report)
            .setIngestedAt(Instant.EPOCH)
            .setVersion(1)
            .setStatus(MessageStatus.ACTUAL)
            .setFamily(FeedFamily.OTHER)
            .build();
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(IncidentReport.class).write(said, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SchemaNormalization.fingerprint64(bytes.toByteArray());
  }
}
