package io.brinkwatch.ingest;

import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One pass over rows with Brinkwatch's own fields, in whatever notation they stand. */
final class CuratedReading {
  /** So many rows back an id that stands twice is noticed: memory must not grow with the input. */
  static final int REMEMBERED = 10_000;

  private static final int MAX_FIELD = 10_000;
  // a rejection repeats a time only if it is of this world
  private static final Instant LATEST_TOLD = Instant.parse("2200-01-01T00:00:00Z");

  private final Feed feed;
  private final String origin;
  private final Clock clock;
  private final CuratedMapper mapper;
  private final Map<String, Long> lines =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A pass.
   *
   * @param origin what to call the source in messages
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  CuratedReading(Feed feed, String origin, Clock clock) {
    this.feed = feed;
    this.origin = origin;
    this.clock = clock;
    this.mapper = new CuratedMapper(feed);
  }

  /** What becomes of a row. */
  Row row(CuratedRow row) {
    var faults = new Faults();
    checkLengths(row, faults);
    if (!faults.none()) {
      return refused(row, faults);
    }
    Instant now = clock.instant();
    var meaning = mapper.meaning(row, faults);
    var report = meaning.flatMap(m -> mapper.report(row, m, now, faults));
    if (report.isPresent()) {
      checkOnce(row, report.get().getVersion(), faults);
    }
    return faults.none() ? new Row.Reported(report.orElseThrow()) : refused(row, faults);
  }

  private static void checkLengths(CuratedRow row, Faults faults) {
    row.cells()
        .forEach(
            (column, text) -> {
              if (text.length() > MAX_FIELD) {
                faults.malformed(column, text, "at most %d characters".formatted(MAX_FIELD));
              }
            });
  }

  private void checkOnce(CuratedRow row, long version, Faults faults) {
    String id = row.get(CuratedRow.ID);
    Long before = lines.putIfAbsent(id + "/" + version, row.line());
    if (before != null) {
      faults.malformed(
          CuratedRow.ID,
          id,
          "an id once per version; version %d of it stands in line %d".formatted(version, before));
    }
  }

  /** A row that cannot be used. */
  Row refused(CuratedRow row, Faults faults) {
    String place = origin + ":" + row.line();
    String id = row.get(CuratedRow.ID);
    var first = faults.first();
    var when = CuratedMapper.occurrence(row, LATEST_TOLD, new Faults());
    return new Row.Refused(
        Rejection.newBuilder()
            .setRecordId(CuratedMapper.isId(id) ? feed.id() + "/" + id : place)
            .setVersion(CuratedMapper.isId(id) ? CuratedMapper.version(row, new Faults()) : 0)
            .setReason(first.reason())
            .setEffect(RejectionEffect.REJECTED)
            .setField(first.field())
            .setDetail(faults.detail())
            .setFeed(feed.id())
            .setOrigin(place)
            .setOccurredFrom(when.map(Occurrence::from).orElse(null))
            .setStatus(MessageStatus.ACTUAL)
            .build());
  }
}
