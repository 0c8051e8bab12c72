package io.brinkwatch.ingest.siren;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.RecordState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The log itself with its gazetteer, which are not part of the project. */
@EnabledIfSystemProperty(named = "siren.dir", matches = ".+")
class SirenFilesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Path DIR = Path.of(System.getProperty("siren.dir", ""));

  @Test
  void every_row_of_the_log_is_understood_and_drills_are_left_out() throws IOException {
    List<Row> rows = rows();
    print("reports", rows, SirenFilesTest::kind);
    print("7 October 2023", on(rows, "2023-10-06T21:00:00Z", "2023-10-07T21:00:00Z"));
    print("evening of 11 October 2023", on(rows, "2023-10-11T15:00:00Z", "2023-10-11T21:00:00Z"));

    assertThat(rows).noneMatch(Row.Refused.class::isInstance);
    assertThat(rows).anyMatch(r -> r instanceof Row.Skipped s && s.why().startsWith("drill"));
  }

  @Test
  void the_false_alarm_of_11_October_2023_is_told_and_withdrawn() throws IOException {
    List<IncidentReport> evening =
        on(rows(), "2023-10-11T15:15:00Z", "2023-10-11T16:00:00Z").stream()
            .filter(r -> r.getReportId().startsWith("siren/uav-"))
            .toList();

    assertThat(evening).anyMatch(r -> r.getState() == RecordState.RETRACTED);
    assertThat(evening.stream().filter(r -> r.getState() == RecordState.RETRACTED))
        .hasSameSizeAs(evening.stream().filter(r -> r.getState() == RecordState.ACTIVE).toList());
  }

  private static List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    var sirens = new OrefSirens(gazetteer(), CLOCK);
    for (Path file : logs()) {
      try (InputStream in = Files.newInputStream(file)) {
        sirens.read(in, file.getFileName().toString(), rows::add);
      }
    }
    return rows;
  }

  private static List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(DIR)) {
      return files.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
  }

  private static Gazetteer gazetteer() throws IOException {
    try (InputStream in = Files.newInputStream(DIR.resolve("localities.json"))) {
      return Gazetteer.read(in, "localities.json");
    }
  }

  private static List<IncidentReport> on(List<Row> rows, String from, String to) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(r -> ((Row.Reported) r).report())
        .filter(r -> !r.getOccurredFrom().isBefore(Instant.parse(from)))
        .filter(r -> r.getOccurredFrom().isBefore(Instant.parse(to)))
        .toList();
  }

  private static void print(String title, List<Row> rows, Function<Row, String> by) {
    System.out.println(title + " " + counts(rows, by));
  }

  private static void print(String title, List<IncidentReport> reports) {
    System.out.println(
        title
            + " "
            + counts(
                reports, r -> r.getReportId().replaceAll("-\\d{8}T.*", "") + " " + r.getState()));
    reports.stream()
        .limit(3)
        .forEach(
            r ->
                System.out.println(
                    "  " + r.getReportId() + " v" + r.getVersion() + ": " + r.getSummary()));
  }

  private static <T> Map<String, Long> counts(List<T> rows, Function<T, String> by) {
    return rows.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private static String kind(Row row) {
    if (row instanceof Row.Reported reported) {
      return reported.report().getType() + " " + reported.report().getPlace().getPrecision();
    }
    return row instanceof Row.Skipped skipped
        ? skipped.why()
        : ((Row.Refused) row).rejection().getDetail();
  }
}
