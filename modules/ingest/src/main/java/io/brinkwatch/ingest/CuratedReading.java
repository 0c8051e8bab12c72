package io.brinkwatch.ingest;

import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** One pass over rows with Brinkwatch's own fields, in whatever notation they stand. */
final class CuratedReading {
  /** So many rows back an id that stands twice is noticed: memory must not grow with the input. */
  static final int REMEMBERED = 10_000;

  private static final int MAX_FIELD = 10_000;
  // a rejection repeats a time only if it is of this world
  private static final Instant LATEST_TOLD = Instant.parse("2200-01-01T00:00:00Z");

  private final Feed feed;
  private final String origin;
  private final LongFunction<String> places;
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
   * A pass over lines.
   *
   * @param origin what to call the source in messages
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  CuratedReading(Feed feed, String origin, Clock clock) {
    this(feed, origin, line -> "in line " + line, clock);
  }

  /**
   * The same over what stands in no lines.
   *
   * @param places where a row stands, in words, by its number
   */
  CuratedReading(Feed feed, String origin, LongFunction<String> places, Clock clock) {
    this.feed = feed;
    this.origin = origin;
    this.places = places;
    this.clock = clock;
    this.mapper = new CuratedMapper(feed);
  }

  /** What becomes of a row. */
  Row row(CuratedRow row) {
    return row(row, new Faults());
  }

  /**
   * The same.
   *
   * @param noted faults of its notation; those of what it says are named too
   */
  Row row(CuratedRow row, Faults noted) {
    var faults = new Faults();
    checkLengths(row, faults);
    var meaning = mapper.meaning(row, faults);
    var report = mapper.report(row, meaning, clock.instant(), faults);
    if (report.isPresent() && noted.none()) {
      checkOnce(row, report.get().getVersion(), faults);
    }
    noted.addNew(faults);
    return noted.none() ? new Row.Reported(report.orElseThrow()) : refused(row, noted);
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
          "an id once per version; version %d of it stands %s"
              .formatted(version, places.apply(before)));
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
