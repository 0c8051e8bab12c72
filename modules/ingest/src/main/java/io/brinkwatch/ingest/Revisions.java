package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
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
        .setFingerprint(0)
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
