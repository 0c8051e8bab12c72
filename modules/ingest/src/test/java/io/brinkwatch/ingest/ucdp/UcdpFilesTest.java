package io.brinkwatch.ingest.ucdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.IncidentReport;
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

/** Files of UCDP itself, which are not part of the project; their names must say the release. */
@EnabledIfSystemProperty(named = "ucdp.dir", matches = ".+")
class UcdpFilesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void every_row_of_the_files_is_understood() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("ucdp.dir")))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        List<Row> rows = rows(file);
        System.out.printf("%s: %d rows%n", file.getFileName(), rows.size());
        System.out.println("  reports " + counts(rows, UcdpFilesTest::kind));
        System.out.println("  sides " + counts(rows, UcdpFilesTest::sides));

        assertThat(rows).isNotEmpty().noneMatch(Row.Refused.class::isInstance);
      }
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    String release =
        file.getFileName().toString().replaceAll(".*?(\\d+\\.[0-9.]*\\d)(_.*|\\.csv)", "$1");
    var rows = new ArrayList<Row>();
    try (InputStream in = Files.newInputStream(file)) {
      new UcdpCsv(UcdpRelease.of(release), CLOCK)
          .read(in, file.getFileName().toString(), rows::add);
    }
    return rows;
  }

  private static Map<String, Long> counts(List<Row> rows, Function<Row, String> by) {
    return rows.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private static String kind(Row row) {
    if (row instanceof Row.Reported reported) {
      return reported.report().getType().name();
    }
    return row instanceof Row.Skipped skipped
        ? skipped.why()
        : ((Row.Refused) row).rejection().getDetail();
  }

  private static String sides(Row row) {
    if (!(row instanceof Row.Reported reported)) {
      return "none";
    }
    IncidentReport report = reported.report();
    return report.getInitiators() + " " + report.getTargets() + " " + report.getTimePrecision();
  }
}
