package io.brinkwatch.streams.intake;

import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.model.HeardCount;
import io.brinkwatch.model.HeardVersion;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.store.AvroBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.SchemaNormalization;

/**
 * Takes reports in, whatever their order: what counts in the end is the highest version that can be
 * used, and of two accounts under one version always the same one. What a higher version replaced
 * is remembered: readings that became FINAL in between were right to count it.
 */
record Reception(ReportMemory memory, Examiner examiner, Canon canon) {

  /** Of what a report says: when it was ingested is no part of that. */
  private static final AvroBytes<IncidentReport> REPORTS = new AvroBytes<>(IncidentReport.class);

  // a report corrected so often that nobody remembers its count
  private static final List<HeardCount> FORGOTTEN = List.of(new HeardCount(Instant.EPOCH, null));

  /** Something to send on. */
  record Out(String key, Object value) {}

  List<Out> receive(String key, IncidentReport report, Origin origin, long recordTime, long clock) {
    Optional<Examiner.Fault> fault = examiner.examine(key, report, recordTime, clock);
    var outs = new ArrayList<Out>();
    fault.ifPresent(f -> outs.add(reject(report, origin, f)));
    History before = memory.recall(key);
    // a correction that moves an incident out of memory takes it back, as one out of the area does
    boolean outdated = fault.filter(f -> f.reason() == RejectionReason.TOO_OLD).isPresent();
    if (fault.isEmpty()
        || (outdated && before.standing().filter(said -> moves(said, report)).isPresent())) {
      accept(report, before, recordTime, outdated, origin, outs);
    }
    return outs;
  }

  private static boolean moves(Said standing, IncidentReport report) {
    return report.getOccurredTo().isBefore(standing.endsAt());
  }

  private void accept(
      IncidentReport report,
      History before,
      long heardAt,
      boolean outdated,
      Origin origin,
      List<Out> outs) {
    Optional<Said> says = Optional.empty();
    if (report.getState() == RecordState.ACTIVE && !outdated) {
      says = canon.said(report);
    }
    var step = new History.Step(report.getVersion(), fingerprint(report), heardAt, says);
    if (before.contradicts(step)) {
      outs.add(reject(report, origin, conflict(report)));
    }
    History after = before.with(step);
    if (after.equals(before)) {
      return;
    }
    if (says.isEmpty() && report.getState() == RecordState.ACTIVE && !outdated) {
      outs.add(reject(report, origin, noTheatre(report)));
    }
    memory.keep(report.getReportId(), after, expiresDay(report));
    outs.addAll(changes(report.getReportId(), before, after));
  }

  // a correction may move an incident, so its memory outlives the horizon by the longest interval
  private static long expiresDay(IncidentReport report) {
    return Days.endingBy(report.getOccurredTo().toEpochMilli()) + 2L * 366;
  }

  /** For each theatre it ever told of, and for the region, what has changed there. */
  private static List<Out> changes(String reportId, History before, History after) {
    var subjects = new TreeSet<>(before.subjects());
    subjects.addAll(after.subjects());
    var changes = new ArrayList<Out>();
    for (String subject : subjects) {
      History was = before.in(subject, Said.Happened.class);
      History is = after.in(subject, Said.Happened.class);
      if (!was.equals(is)) {
        boolean elsewhere = after.standing().filter(s -> isElsewhere(s, subject)).isPresent();
        boolean arrived =
            !isHere(before, subject) && before.wasAnywhere(s -> isElsewhere(s, subject));
        changes.add(
            new Out(subject, new TheatreInput(change(reportId, was, is, elsewhere, arrived))));
      }
      History counted = before.in(subject, Said.Counted.class);
      History counts = after.in(subject, Said.Counted.class);
      if (!counted.equals(counts)) {
        changes.add(new Out(subject, new TheatreInput(counts(reportId, counted, counts))));
      }
    }
    return changes;
  }

  private static boolean isHere(History history, String theatre) {
    return history
        .standing()
        .filter(said -> said instanceof Said.Happened && said.theatre().equals(theatre))
        .isPresent();
  }

  private static boolean isElsewhere(Said said, String theatre) {
    return said instanceof Said.Happened && !said.theatre().equals(theatre);
  }

  private static IncidentChange counts(String reportId, History was, History is) {
    return IncidentChange.newBuilder()
        .setReportId(reportId)
        .setHeardAt(Instant.ofEpochMilli(is.heardAt()))
        .setHeardBefore(Instant.ofEpochMilli(was.heardAt()))
        .setCounts(is.steps().isEmpty() ? FORGOTTEN : heard(is))
        .build();
  }

  private static List<HeardCount> heard(History counts) {
    return counts.steps().stream()
        .map(s -> new HeardCount(Instant.ofEpochMilli(s.heardAt()), count(s.said())))
        .toList();
  }

  private static OfficialCount count(Optional<Said> said) {
    return said.map(counted -> ((Said.Counted) counted).count()).orElse(null);
  }

  private static Incident incident(Optional<Said> said) {
    return said.map(happened -> ((Said.Happened) happened).incident()).orElse(null);
  }

  private static IncidentChange change(
      String reportId, History was, History is, boolean elsewhere, boolean arrived) {
    int last = Math.max(0, is.steps().size() - 1);
    return new IncidentChange(
        incident(was.standing()),
        incident(is.standing()),
        Instant.ofEpochMilli(is.heardAt()),
        Instant.ofEpochMilli(was.heardAt()),
        is.steps().subList(0, last).stream()
            .map(s -> new HeardVersion(Instant.ofEpochMilli(s.heardAt()), incident(s.said())))
            .toList(),
        reportId,
        elsewhere,
        List.of(),
        arrived);
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
