package io.brinkwatch.ingest;

import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One row of a foreign table by column, and what is found wrong while it is read. */
public final class Cells {
  private static final int LONGEST = 1_000;

  private final String origin;
  private final long line;
  private final Map<String, String> values;
  private final Faults faults = new Faults();

  /**
   * A row.
   *
   * @param source what to call the input in messages
   * @param line where the row begins in it, from 1
   * @param values by column; a column that is absent counts as empty
   */
  public Cells(String source, long line, Map<String, String> values) {
    this.origin = source + ":" + line;
    this.line = line;
    this.values = values;
  }

  /** Where the row begins, from 1. */
  public long line() {
    return line;
  }

  /** Faults found so far; more may be added. */
  public Faults faults() {
    return faults;
  }

  /** A cell as it stands, for text that is looked at and not passed on. */
  public String raw(String column) {
    String value = values.get(column);
    return value == null ? "" : value;
  }

  /**
   * A cell on one line, composed, without white space around it; empty and a fault if it holds what
   * no reader should be shown or is far too long.
   */
  public String text(String column) {
    String text = raw(column).replaceAll("\\s+", " ").strip();
    boolean unsafe = text.codePoints().anyMatch(Shown::isUnsafe);
    if (unsafe || text.length() > LONGEST) {
      faults.malformed(column, text, "printable text of at most %d characters".formatted(LONGEST));
      return "";
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** A cell that must not be empty. */
  public String required(String column) {
    int before = faults.all();
    String text = text(column);
    if (text.isEmpty() && faults.all() == before) {
      faults.add(RejectionReason.MISSING_FIELD, column, column + " is empty; it is required");
    }
    return text;
  }

  /** A cell as an entry of a table; empty and a fault if it is none of its keys. */
  public <T> Optional<T> oneOf(String column, Map<String, T> table) {
    String text = required(column);
    T value = table.get(text);
    if (value == null && !text.isEmpty()) {
      faults.malformed(column, text, "one of " + String.join(", ", table.keySet()));
    }
    return Optional.ofNullable(value);
  }

  /** A number of people; null if empty. */
  public Integer count(String column) {
    return Numbers.count(column, text(column), faults);
  }

  /** Degrees; null if empty. */
  public Double degrees(String column, int most) {
    return Numbers.degrees(column, text(column), most, faults);
  }

  /** A place at the coordinates of the columns latitude and longitude; a fault without both. */
  public Place.Builder place() {
    Double latitude = degrees("latitude", 90);
    Double longitude = degrees("longitude", 180);
    if (faults.none() && (latitude == null || longitude == null)) {
      faults.add(
          RejectionReason.BAD_COORDINATES,
          latitude == null ? "latitude" : "longitude",
          "the coordinates are not whole; expected latitude and longitude");
    }
    return Place.newBuilder().setLatitude(latitude).setLongitude(longitude);
  }

  /**
   * The row as a refusal, for the faults found.
   *
   * @param recordId of the report; null if it cannot be told
   * @param occurredFrom null if it cannot be told
   */
  public Row.Refused refused(Feed feed, String recordId, long version, Instant occurredFrom) {
    var first = faults.first();
    return new Row.Refused(
        Rejection.newBuilder()
            .setRecordId(recordId == null ? origin : recordId)
            .setVersion(recordId == null ? 0 : version)
            .setReason(first.reason())
            .setEffect(RejectionEffect.REJECTED)
            .setField(first.field())
            .setDetail(faults.detail())
            .setFeed(feed.id())
            .setOrigin(origin)
            .setOccurredFrom(occurredFrom)
            .setStatus(MessageStatus.ACTUAL)
            .build());
  }
}
