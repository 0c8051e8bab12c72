package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.streams.state.KnownReport;
import io.brinkwatch.streams.store.AvroBytes;
import io.brinkwatch.streams.store.TimeKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The last accepted version of each report, until it is too old to matter. */
final class ReportMemory {
  private static final String ALL = "";
  private static final AvroBytes<Incident> INCIDENTS = new AvroBytes<>(Incident.class);
  private final KeyValueStore<String, KnownReport> known;
  private final KeyValueStore<TimeKey, byte[]> expiry;

  ReportMemory(KeyValueStore<String, KnownReport> known, KeyValueStore<TimeKey, byte[]> expiry) {
    this.known = known;
    this.expiry = expiry;
  }

  Optional<KnownReport> recall(String reportId) {
    return Optional.ofNullable(known.get(reportId));
  }

  /** The incident that a known report made. */
  static Optional<Incident> incident(KnownReport report) {
    return Optional.ofNullable(report.getIncident()).map(INCIDENTS::read);
  }

  void keep(IncidentReport report, long fingerprint, Optional<Incident> made, long expiresDay) {
    String id = report.getReportId();
    recall(id).ifPresent(old -> expiry.delete(new TimeKey(ALL, old.getExpiresDay(), id)));
    ByteBuffer incident = made.map(i -> ByteBuffer.wrap(INCIDENTS.write(i))).orElse(null);
    known.put(id, new KnownReport(report.getVersion(), fingerprint, expiresDay, incident));
    expiry.put(new TimeKey(ALL, expiresDay, id), new byte[0]);
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
