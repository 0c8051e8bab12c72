package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Limits;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.TimePrecision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every adapter promises. An adapter's test extends this, says what its input looks like, and
 * adds what is special about it; a promise that it cannot keep is overridden and {@code @Disabled}
 * with the reason.
 */
public abstract class SourceContract {
  private static final String ORIGIN = "contract.in";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONG_INPUT = 160_000;
  private static final int SETTLED = LONG_INPUT / 4;
  // the ids alone of the rest would take more; what else the JVM holds on to may be half of it
  private static final long SLACK_BYTES = 50L * (LONG_INPUT - SETTLED);
  private static final int LOOKS = 4;

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  /** The adapter, as people name it. */
  protected abstract SourceFormats listed();

  /** The adapter. */
  protected SourceFormat format(Clock clock) {
    return listed().with(clock, SourceFormats.Told.NOTHING);
  }

  /** What stands before the first row; ends with a line feed unless it is empty. */
  protected String head() {
    return "";
  }

  /** A good row, without its end; a row of its own for each number. */
  protected abstract String good(int number);

  /** Rows that are refused, and which field is named; an empty name if it is the row as a whole. */
  protected abstract Map<String, String> bad();

  /** What stands between rows. */
  protected String separator() {
    return "\n";
  }

  /** What stands behind the last row. */
  protected String tail() {
    return "\n";
  }

  /** The licence that all reports name; empty if the rows are our own. */
  protected abstract String licence();

  /** Whether that licence lets rows be passed on. */
  protected abstract boolean redistributable();

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private List<Row> read(Instant now, List<String> rows) throws IOException {
    String text = head() + String.join(separator(), rows) + tail();
    var read = new ArrayList<Row>();
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    format(at(now)).read(in, ORIGIN, read::add);
    return read;
  }

  private List<IncidentReport> reports(Instant now) throws IOException {
    List<Row> rows = read(now, IntStream.range(0, 5).mapToObj(this::good).toList());
    assertThat(rows).hasSize(5).allMatch(Row.Reported.class::isInstance);
    return reported(rows);
  }

  private static List<IncidentReport> reported(List<Row> rows) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(row -> ((Row.Reported) row).report())
        .toList();
  }

  @Test
  void a_bad_row_does_not_take_its_neighbours_with_it() throws IOException {
    List<String> rows = new ArrayList<>();
    int number = 0;
    for (String bad : bad().keySet()) {
      rows.add(good(number++));
      rows.add(bad);
    }
    rows.add(good(number++));

    List<Row> read = read(NOW, rows);

    assertThat(reported(read)).hasSize(number);
    assertThat(read).filteredOn(Row.Refused.class::isInstance).hasSize(bad().size());
  }

  @Test
  void a_refusal_names_origin_line_and_field() throws IOException {
    for (Map.Entry<String, String> bad : bad().entrySet()) {
      List<Row> read = read(NOW, List.of(good(1), bad.getKey()));

      assertThat(read).as(bad.getKey()).hasSize(2);
      Rejection rejection = refused(read);
      assertThat(rejection.getOrigin()).matches(ORIGIN + ":\\d+.*");
      assertThat(rejection.getDetail()).isNotBlank();
      assertThat(rejection.getFeed()).isEqualTo(format(at(NOW)).feed().id());
      assertThat(rejection.getField() == null ? "" : rejection.getField())
          .as(bad.getKey())
          .isEqualTo(bad.getValue());
    }
  }

  private static Rejection refused(List<Row> rows) {
    return rows.stream()
        .filter(Row.Refused.class::isInstance)
        .map(row -> ((Row.Refused) row).rejection())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ids_are_of_the_feed_and_each_row_has_its_own() throws IOException {
    SourceFormat format = format(at(NOW));
    assertThat(reports(NOW))
        .allMatch(r -> r.getReportId().startsWith(format.feed().id() + "/"))
        .allMatch(r -> r.getFeed().equals(format.feed().id()))
        .allMatch(r -> r.getFamily() == format.feed().family())
        .allMatch(r -> r.getVersion() >= 1)
        .extracting(IncidentReport::getReportId)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_read_again_is_equal_whenever_that_is() throws IOException {
    Instant later = NOW.plus(Duration.ofDays(400));

    assertThat(reports(NOW)).isEqualTo(reports(NOW));
    assertThat(reports(later).stream().map(r -> ingestedAt(r, NOW)).toList())
        .as("no event time may come from the clock")
        .isEqualTo(reports(NOW).stream().map(r -> ingestedAt(r, NOW)).toList());
  }

  @Test
  void a_file_a_directory_and_standard_input_say_the_same() throws IOException {
    byte[] text =
        (head() + String.join(separator(), List.of(good(0), good(1), good(2))) + tail())
            .getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("rows.in"), text);
    List<IncidentReport> expected = reported(read(NOW, List.of(good(0), good(1), good(2))));

    assertThat(located(file.toString(), InputStream.nullInputStream())).isEqualTo(expected);
    assertThat(located(directory.toString(), InputStream.nullInputStream())).isEqualTo(expected);
    assertThat(located(Locations.STANDARD_INPUT, new ByteArrayInputStream(text)))
        .isEqualTo(expected);
    assertThat(located(Locations.STANDARD_INPUT, new ByteArrayInputStream(gzip(text))))
        .isEqualTo(expected);
  }

  private static byte[] gzip(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }

  private List<IncidentReport> located(String word, InputStream standardInput) throws IOException {
    var second = Duration.ofSeconds(1);
    var downloads = new Downloads.Settings(second, 1, 1, second);
    var locations =
        new Locations(
            directory, standardInput, new Limits(1 << 20, 100), new Downloads(downloads, at(NOW)));
    var read = new ArrayList<Row>();
    for (Location location : locations.of(word)) {
      try (Input input = location.fetch(null).orElseThrow();
          InputStream in = input.open()) {
        format(at(NOW)).read(in, input.name(), read::add);
      }
    }
    return reported(read);
  }

  private static IncidentReport ingestedAt(IncidentReport report, Instant time) {
    return IncidentReport.newBuilder(report).setIngestedAt(time).build();
  }

  @Test
  void intervals_are_as_long_as_their_precision_says_and_in_the_past() throws IOException {
    assertThat(reports(NOW))
        .allSatisfy(
            r -> {
              Duration length = Duration.between(r.getOccurredFrom(), r.getOccurredTo());
              assertThat(length).isPositive().isLessThanOrEqualTo(LONGEST);
              assertThat(r.getTimePrecision()).isNotEqualTo(TimePrecision.UNKNOWN);
              assertThat(r.getPublishedAt()).isAfterOrEqualTo(r.getOccurredFrom());
              assertThat(r.getPublishedAt()).isBeforeOrEqualTo(NOW);
            });
  }

  @Test
  void the_licence_is_told() throws IOException {
    assertThat(reports(NOW))
        .allMatch(r -> r.getLicence().equals(licence()))
        .allMatch(r -> r.getRedistributable() == redistributable());
  }

  @Test
  void memory_does_not_grow_with_the_input() throws IOException {
    var meter = new Meter();
    try (InputStream in = longInput()) {
      format(at(NOW)).read(in, ORIGIN, meter);
    }

    assertThat(meter.rows).isEqualTo(LONG_INPUT);
    assertThat(meter.usedAtTheEnd - meter.usedWhenSettled).isLessThan(SLACK_BYTES);
  }

  /** Made as it is read. */
  private InputStream longInput() {
    Stream<String> rows =
        IntStream.range(0, LONG_INPUT).mapToObj(i -> i == 0 ? good(i) : separator() + good(i));
    Iterator<InputStream> parts =
        Stream.concat(Stream.concat(Stream.of(head()), rows), Stream.of(tail()))
            .<InputStream>map(
                text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .iterator();
    return new SequenceInputStream(enumeration(parts));
  }

  private static <T> Enumeration<T> enumeration(Iterator<T> iterator) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return iterator.hasNext();
      }

      @Override
      public T nextElement() {
        return iterator.next();
      }
    };
  }

  /** Counts rows, keeps none, and looks at the heap. */
  private static final class Meter implements Consumer<Row> {
    private int rows;
    private long usedWhenSettled;
    private long usedAtTheEnd;

    @Override
    public void accept(Row row) {
      rows++;
      if (rows == SETTLED) {
        usedWhenSettled = used();
      } else if (rows == LONG_INPUT) { // what is kept while reading is let go after it
        usedAtTheEnd = used();
      }
    }

    /** The least of a few looks: what others leave behind is not always gone at once. */
    long used() {
      return IntStream.range(0, LOOKS).mapToLong(look -> usedNow()).min().orElseThrow();
    }

    private static long usedNow() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
