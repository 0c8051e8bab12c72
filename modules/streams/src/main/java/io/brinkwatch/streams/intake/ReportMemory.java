package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.streams.state.KnownReport;
import io.brinkwatch.streams.state.KnownVersion;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What each report has said, until it is too old to matter. */
final class ReportMemory {
  private static final String ALL = "";
  private static final AvroBytes<Incident> INCIDENTS = new AvroBytes<>(Incident.class);
  private static final AvroBytes<OfficialCount> COUNTS = new AvroBytes<>(OfficialCount.class);
  private final KeyValueStore<String, KnownReport> known;
  private final KeyValueStore<TimeKey, byte[]> expiry;

  ReportMemory(KeyValueStore<String, KnownReport> known, KeyValueStore<TimeKey, byte[]> expiry) {
    this.known = known;
    this.expiry = expiry;
  }

  /** What a report has said; nothing if it is not known. */
  History recall(String reportId) {
    KnownReport report = known.get(reportId);
    return report == null
        ? History.NOTHING
        : new History(report.getVersions().stream().map(v -> History.of(v, said(v))).toList());
  }

  private static Optional<Said> said(KnownVersion version) {
    Optional<Said> incident =
        Optional.ofNullable(version.getIncident()).map(INCIDENTS::read).map(Said.Happened::new);
    return incident.or(
        () -> Optional.ofNullable(version.getCount()).map(COUNTS::read).map(Said.Counted::new));
  }

  void keep(String id, History history, long expiresDay) {
    KnownReport old = known.get(id);
    long expires = expiresDay;
    if (old != null) { // a version that moves it into the past must not make it forgotten sooner
      expires = Math.max(expires, old.getExpiresDay());
      expiry.delete(new TimeKey(ALL, old.getExpiresDay(), id));
    }
    known.put(
        id, new KnownReport(history.steps().stream().map(ReportMemory::bytes).toList(), expires));
    expiry.put(new TimeKey(ALL, expires, id), new byte[0]);
  }

  private static KnownVersion bytes(History.Step step) {
    return new KnownVersion(
        step.version(),
        step.fingerprint(),
        step.heardAt(),
        only(step, Said.Happened.class)
            .map(said -> ByteBuffer.wrap(INCIDENTS.write(said.incident())))
            .orElse(null),
        only(step, Said.Counted.class)
            .map(said -> ByteBuffer.wrap(COUNTS.write(said.count())))
            .orElse(null));
  }

  private static <S extends Said> Optional<S> only(History.Step step, Class<S> kind) {
    return step.said().filter(kind::isInstance).map(kind::cast);
  }

  /** Forgets what expired before a day. */
  void forgetBefore(long day) {
    for (TimeKey key : expiredBefore(day)) {
      known.delete(key.id());
      expiry.delete(key);
    }
  }

  private List<TimeKey> expiredBefore(long day) {
    var keys = new ArrayList<TimeKey>();
    try (KeyValueIterator<TimeKey, byte[]> old =
        expiry.range(TimeKey.startOf(ALL, Long.MIN_VALUE), TimeKey.startOf(ALL, day))) {
      while (old.hasNext()) {
        KeyValue<TimeKey, byte[]> entry = old.next();
        keys.add(entry.key);
      }
    }
    return keys;
  }
}
