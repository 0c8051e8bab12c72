package io.brinkwatch.streams.intake;

import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.state.KnownReport;
import io.brinkwatch.streams.store.AvroBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.SchemaNormalization;

/**
 * Takes reports in, whatever their order: what counts in the end is the highest version that can be
 * used, and of two accounts under one version always the same one.
 */
record Reception(ReportMemory memory, Examiner examiner, Canon canon) {

  /** Of what a report says: when it was ingested is no part of that. */
  private static final AvroBytes<IncidentReport> REPORTS = new AvroBytes<>(IncidentReport.class);

  /** Something to send on. */
  record Out(String key, Object value) {}

  List<Out> receive(String key, IncidentReport report, Origin origin, long recordTime, long clock) {
    Optional<Examiner.Fault> fault = examiner.examine(key, report, recordTime, clock);
    if (fault.isPresent()) {
      return List.of(reject(report, origin, fault.get()));
    }
    var outs = new ArrayList<Out>();
    Optional<KnownReport> known = memory.recall(key);
    long fingerprint = fingerprint(report);
    if (known.filter(k -> conflicts(k, report, fingerprint)).isPresent()) {
      outs.add(reject(report, origin, conflict(report)));
    }
    if (known.isEmpty()
        || supersedes(report, fingerprint, known.get())
        || deservesAnotherTry(report, fingerprint, known.get())) {
      accept(report, fingerprint, known, origin, Instant.ofEpochMilli(recordTime), outs);
    }
    return outs;
  }

  private static boolean conflicts(KnownReport known, IncidentReport report, long fingerprint) {
    return known.getVersion() == report.getVersion() && known.getFingerprint() != fingerprint;
  }

  // it belonged to no theatre then; by now there may be one
  private static boolean deservesAnotherTry(
      IncidentReport report, long fingerprint, KnownReport known) {
    return known.getVersion() == report.getVersion()
        && known.getFingerprint() == fingerprint
        && report.getState() == RecordState.ACTIVE
        && known.getIncident() == null;
  }

  private static boolean supersedes(IncidentReport report, long fingerprint, KnownReport known) {
    return report.getVersion() > known.getVersion()
        || (report.getVersion() == known.getVersion()
            && Long.compareUnsigned(fingerprint, known.getFingerprint()) > 0);
  }

  private void accept(
      IncidentReport report,
      long fingerprint,
      Optional<KnownReport> known,
      Origin origin,
      Instant heardAt,
      List<Out> outs) {
    Optional<Incident> before = known.flatMap(ReportMemory::incident);
    Optional<Incident> after = Optional.empty();
    if (report.getState() == RecordState.ACTIVE) {
      after = canon.incident(report);
      if (after.isEmpty()) {
        outs.add(reject(report, origin, noTheatre(report)));
      }
    }
    memory.keep(report, fingerprint, after, expiresDay(report));
    outs.addAll(changes(before, after, heardAt));
  }

  // a correction may move an incident, so its memory outlives the horizon by the longest interval
  private static long expiresDay(IncidentReport report) {
    return Days.endingBy(report.getOccurredTo().toEpochMilli()) + 2L * 366;
  }

  private static List<Out> changes(
      Optional<Incident> before, Optional<Incident> after, Instant heardAt) {
    Optional<String> left = before.map(Incident::getTheatre);
    Optional<String> entered = after.map(Incident::getTheatre);
    var changes = new ArrayList<Out>();
    if (left.isPresent() && !left.equals(entered)) {
      changes.add(change(left.get(), before.get(), null, heardAt));
    }
    entered.ifPresent(
        theatre ->
            changes.add(
                change(theatre, left.equals(entered) ? before.get() : null, after.get(), heardAt)));
    return changes;
  }

  private static Out change(String theatre, Incident before, Incident after, Instant heardAt) {
    return new Out(theatre, new TheatreInput(new IncidentChange(before, after, heardAt)));
  }

  /** Forgets reports that are too old for any correction to matter. */
  void forget(long clock) {
    memory.forgetBefore(Days.of(clock));
  }

  private static Examiner.Fault conflict(IncidentReport report) {
    return new Examiner.Fault(
        RejectionReason.CONFLICTING_VERSION,
        "version",
        "version %d was told before with other contents; the one with the higher fingerprint counts"
            .formatted(report.getVersion()));
  }

  private static Examiner.Fault noTheatre(IncidentReport report) {
    return new Examiner.Fault(
        RejectionReason.NO_THEATRE,
        "place",
        "'%s' lies in no theatre, and none of those involved has a home theatre"
            .formatted(report.getPlace().getName()));
  }

  private static Out reject(IncidentReport report, Origin origin, Examiner.Fault fault) {
    return new Out(report.getReportId(), Rejections.of(report, origin, fault));
  }

  private static long fingerprint(IncidentReport report) {
    IncidentReport timeless =
        IncidentReport.newBuilder(report).setIngestedAt(Instant.EPOCH).build();
    return SchemaNormalization.fingerprint64(REPORTS.write(timeless));
  }
}
