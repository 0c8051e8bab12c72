package io.brinkwatch.ingest.siren;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.CsvTable;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.input.Md5;
import io.brinkwatch.ingest.siren.SirenRules.Category;
import io.brinkwatch.ingest.siren.SirenRules.Spot;
import io.brinkwatch.model.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the log of sirens of the Israeli Home Front Command: CSV with the columns {@code data,
 * date, time, category} and perhaps {@code alertDate}, names in Hebrew, times in Israel's local
 * time. One salvo sets off sirens in many places for some minutes and stands in many rows; rows are
 * gathered into salvos, and each salvo is one report, so there are fewer reports than rows.
 * Refusals and omissions are handed out where their row stands, a report once its salvo is over.
 *
 * <p>A salvo is the sirens of one kind in one area, each within 3 minutes of the one before, for 10
 * minutes at most. Its id is made of kind, area and the time of its first siren, and its version is
 * the number of its alerts: a file cut off in the midst of a salvo tells less of it under the same
 * id, and the whole replaces that. A salvo that may have begun before the file is left out.
 *
 * <p>The log is nearly in order of time. Rows wait until one two weeks later comes, at most 200,000
 * of them; a row that comes later still is refused.
 *
 * <p>In the hour that is twice on the clock in autumn the first one is taken: the log does not say.
 */
public final class OrefSirens implements SourceFormat {
  private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
  private static final List<DateTimeFormatter> TIMES =
      Stream.of("dd.MM.uuuu HH:mm:ss", "dd.MM.uuuu HH:mm")
          .map(p -> DateTimeFormatter.ofPattern(p, Locale.ROOT))
          .map(f -> f.withResolverStyle(ResolverStyle.STRICT))
          .toList();
  private static final List<String> COLUMNS = List.of("data", "date", "time", "category");
  private static final Duration PATIENCE = Duration.ofDays(14);
  private static final int MOST_WAITING = 200_000;
  private static final int LONGEST_NAME = 200;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  // the second time of a row is rounded to minutes
  private static final Duration ROUNDING = Duration.ofMinutes(1);

  /** A row that waits for its turn. */
  private record Alert(Instant at, long line, Category category, Map<String, Spot> spots) {}

  private final Clock clock;
  private final SirenRules rules;
  private final Map<String, Withdrawal> withdrawals;
  private final boolean whole;

  /**
   * An adapter for files cut out of the log.
   *
   * @param gazetteer where places lie; without one ({@link Gazetteer#none()}) sirens of one kind
   *     are one salvo all over the country, and reports have no coordinates
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public OrefSirens(Gazetteer gazetteer, Clock clock) {
    this(new SirenRules(gazetteer), byId(SirenRules.withdrawals()), false, clock);
  }

  private OrefSirens(
      SirenRules rules, Map<String, Withdrawal> withdrawals, boolean whole, Clock clock) {
    this.rules = rules;
    this.withdrawals = withdrawals;
    this.whole = whole;
    this.clock = clock;
  }

  private static Map<String, Withdrawal> byId(Collection<Withdrawal> withdrawals) {
    return withdrawals.stream()
        .collect(Collectors.toUnmodifiableMap(Withdrawal::salvo, w -> w, (a, b) -> b));
  }

  /** The same for files of which it is known that no salvo was going on when they begin. */
  public OrefSirens fromTheBeginning() {
    return new OrefSirens(rules, withdrawals, true, clock);
  }

  /**
   * The same with salvos that turned out to be false alarms: each is told, and then withdrawn under
   * the same id with the next version.
   */
  public OrefSirens withdrawing(Collection<Withdrawal> falseAlarms) {
    var all = Stream.concat(withdrawals.values().stream(), falseAlarms.stream()).toList();
    return new OrefSirens(rules, byId(all), whole, clock);
  }

  @Override
  public Feed feed() {
    return Salvo.FEED;
  }

  /** With other places or other false alarms the same rows make other salvos. */
  @Override
  public String manner(String origin) {
    String told = rules.gazetteer() + new TreeMap<>(withdrawals) + whole;
    return "siren " + Md5.of(told.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    var reading = new Reading(rows);
    CsvTable.withHeader(in, origin, COLUMNS).forEach(reading::row);
    reading.end();
  }

  /** One pass over one file. */
  private final class Reading {
    private final Consumer<? super Row> rows;
    private final Salvos salvos;
    private final PriorityQueue<Alert> waiting =
        new PriorityQueue<>(Comparator.comparing(Alert::at).thenComparing(Alert::line));
    private Instant latest = Instant.MIN;
    private Instant released = Instant.MIN;

    Reading(Consumer<? super Row> rows) {
      this.rows = rows;
      this.salvos = new Salvos(withdrawals, whole, clock, rows);
    }

    void row(Cells row) {
      Optional<Category> category =
          row.faults().none() ? row.oneOf("category", rules.categories()) : Optional.empty();
      if (category.isPresent() && category.get().type() == null) {
        rows.accept(new Row.Skipped(row.line(), category.get().why()));
        return;
      }
      Instant at = row.faults().none() ? at(row) : null;
      Map<String, Spot> spots = spots(row);
      if (at != null) {
        checkTurn(row, at);
      }
      if (row.faults().none()) {
        take(new Alert(at, row.line(), category.orElseThrow(), spots));
      } else {
        rows.accept(row.refused(Salvo.FEED, null, 0, at));
      }
    }

    private void checkTurn(Cells row, Instant at) {
      if (at.isBefore(released)) {
        row.faults()
            .add(
                RejectionReason.MALFORMED,
                "date",
                "the row is of %s and stands behind rows of %s; expected rows in order of time"
                    .formatted(at, latest));
      }
    }

    private void take(Alert alert) {
      waiting.add(alert);
      latest = alert.at().isAfter(latest) ? alert.at() : latest;
      Instant due = latest.minus(PATIENCE);
      while (waiting.size() > MOST_WAITING || waiting.peek().at().isBefore(due)) {
        release();
      }
    }

    private void release() {
      Alert next = waiting.remove();
      released = next.at();
      salvos.add(next.at(), next.line(), next.category(), next.spots());
    }

    void end() {
      while (!waiting.isEmpty()) {
        release();
      }
      salvos.end();
    }
  }

  private Map<String, Spot> spots(Cells row) {
    var spots = new TreeMap<String, Spot>();
    for (String name : rules.names(row.raw("data").strip())) {
      if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Shown::isUnsafe)) {
        row.faults().malformed("data", name, "names of places, separated by commas");
      } else if (!name.isEmpty()) {
        spots.put(name, rules.spot(name));
      }
    }
    if (spots.isEmpty() && row.faults().none()) {
      row.faults()
          .add(RejectionReason.MISSING_FIELD, "data", "data is empty; a siren sounds somewhere");
    }
    return spots;
  }

  private Instant at(Cells row) {
    String text = row.required("date") + " " + row.required("time");
    Optional<LocalDateTime> read =
        TIMES.stream().flatMap(form -> parsed(text, form).stream()).findFirst();
    if (read.isEmpty()) {
      if (row.faults().none()) {
        row.faults().malformed("date", text, "a date and a time such as 24.07.2014 17:05:26");
      }
      return null;
    }
    checkTwice(row, read.get());
    return instant(row, read.get());
  }

  private static Optional<LocalDateTime> parsed(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  // a mistyped date would make all rows behind it come too late
  private static void checkTwice(Cells row, LocalDateTime at) {
    String text = row.text("alertDate");
    if (text.isEmpty()) {
      return;
    }
    Optional<LocalDateTime> again = parsed(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    boolean agrees =
        again.filter(t -> Duration.between(t, at).abs().compareTo(ROUNDING) <= 0).isPresent();
    if (!agrees) {
      row.faults().malformed("alertDate", text, "the time of date and time, " + at);
    }
  }

  private Instant instant(Cells row, LocalDateTime local) {
    List<ZoneOffset> offsets = ISRAEL.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      row.faults().malformed("time", local.toString(), "a time that the clocks in Israel showed");
      return null;
    }
    Instant at = local.toInstant(offsets.get(0));
    if (at.isAfter(clock.instant().plus(CLOCK_SKEW)) || at.isBefore(Instant.EPOCH)) {
      row.faults()
          .add(
              RejectionReason.FUTURE_DATED,
              "date",
              "the time is %s; expected one from 1970 to now, %s".formatted(at, clock.instant()));
      return null;
    }
    return at;
  }
}
