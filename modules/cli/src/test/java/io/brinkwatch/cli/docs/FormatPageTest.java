package io.brinkwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.brinkwatch.cli.Commands;
import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is written by hand; what can be held against the reader is held against it here. */
class FormatPageTest {
  private static final String PAGE = page();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static String page() {
    try {
      return Files.readString(Commands.home().resolve("docs/format-curated.md"));
    } catch (IOException e) {
      throw new AssertionError("the page cannot be read", e);
    }
  }

  private static List<MatchResult> found(String regex) {
    return Pattern.compile(regex, Pattern.MULTILINE).matcher(PAGE).results().toList();
  }

  private static String section(String title) {
    int from = PAGE.indexOf("## " + title);
    int to = PAGE.indexOf("\n## ", from);
    return PAGE.substring(from, to < 0 ? PAGE.length() : to);
  }

  private static List<String> firstCells(String title) {
    return Pattern.compile("^\\| `(\\w+)`", Pattern.MULTILINE)
        .matcher(section(title))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static Map<String, String> columns() {
    return found("^\\| `(\\w+)` \\| (required|may be empty|may be absent) \\|").stream()
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static List<String> columnsThat(String word, boolean are) {
    List<String> inOrder = firstCells("Columns");
    return inOrder.stream().filter(c -> columns().get(c).equals(word) == are).toList();
  }

  private static List<Row> read(String text) {
    var rows = new ArrayList<Row>();
    try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      new CuratedCsv(CLOCK).read(in, "page.csv", rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static String example() {
    int from = PAGE.indexOf("```csv\n") + "```csv\n".length();
    return PAGE.substring(from, PAGE.indexOf("```", from));
  }

  /** One row whose cells are those of the first example, some of them changed. */
  private static Row row(Function<String, String> cell) {
    List<String> header = columnsThat("may be absent", false);
    String[] cells =
        example().lines().toList().get(1).replace("guided rockets, ", "").split(",", -1);
    var line = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) {
      String changed = cell.apply(header.get(i));
      line.add(changed == null ? cells[i] : changed);
    }
    return read(String.join(",", header) + "\n" + String.join(",", line) + "\n").get(0);
  }

  @Test
  void the_example_can_be_read() {
    assertThat(read(example())).hasSize(2).allMatch(Row.Reported.class::isInstance);
  }

  @Test
  void the_columns_are_those_that_the_reader_knows() {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> read("bogus\n"))
        .withMessageContaining(
            "only %s and perhaps %s"
                .formatted(
                    columnsThat("may be absent", false), columnsThat("may be absent", true)));
  }

  @Test
  void a_cell_may_be_empty_exactly_where_the_page_says_so() {
    for (String column : columnsThat("may be absent", false)) {
      boolean place = List.of("lat", "lon").contains(column);
      Row row = row(c -> c.equals(column) || (place && c.startsWith("l")) ? "" : null);
      assertThat(row instanceof Row.Refused)
          .as(column)
          .isEqualTo(columns().get(column).equals("required"));
    }
  }

  @Test
  void the_types_are_those_that_the_reader_knows() {
    Row row = row(column -> column.equals("type") ? "bogus" : null);

    assertThat(((Row.Refused) row).rejection().getDetail())
        .endsWith("one of " + String.join(", ", firstCells("Types").stream().sorted().toList()));
  }

  @Test
  void the_precisions_are_those_that_the_reader_knows() {
    Row row = row(column -> column.equals("precision") ? "bogus" : null);

    assertThat(((Row.Refused) row).rejection().getDetail())
        .endsWith("one of " + String.join(", ", firstCells("Precision")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minute", "hour", "day", "week", "month"})
  void the_time_of_each_precision_can_be_read(String precision) {
    String time = found("^\\| `" + precision + "` \\| `([^`]+)`").get(0).group(1);

    Row row =
        row(
            column ->
                switch (column) {
                  case "precision" -> precision;
                  case "occurred_at" -> time;
                  default -> null;
                });

    assertThat(row).isInstanceOf(Row.Reported.class);
  }
}
