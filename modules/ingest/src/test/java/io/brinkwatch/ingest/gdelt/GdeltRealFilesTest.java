package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.IncidentReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Over genuine files in a folder, which cannot be committed: {@code -Dgdelt.dir=FOLDER}. */
@EnabledIfSystemProperty(named = "gdelt.dir", matches = ".+")
class GdeltRealFilesTest {
  private final GdeltEvents events = GdeltEvents.v2(Clock.systemUTC());

  @Test
  void genuine_rows_are_not_refused_and_few_of_them_are_incidents() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : files(".export.CSV")) {
      rows.addAll(rows(file));
    }

    assertThat(rows).isNotEmpty().noneMatch(Row.Refused.class::isInstance);
    assertThat(reports(rows))
        .hasSizeLessThan(rows.size() / 100)
        .allSatisfy(
            report -> {
              assertThat(report.getOccurredFrom()).isBeforeOrEqualTo(report.getPublishedAt());
              assertThat(report.getInitiators()).isNotEqualTo(report.getTargets());
            });
  }

  @Test
  void a_zip_says_what_the_file_in_it_says() throws IOException {
    for (Path zip : files(".export.CSV.zip")) {
      Path plain = zip.resolveSibling(zip.getFileName().toString().replace(".zip", ""));
      assertThat(reports(rows(zip)))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("ingestedAt")
          .isEqualTo(reports(rows(plain)));
    }
  }

  private static List<Path> files(String end) throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("gdelt.dir")))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private List<Row> rows(Path file) throws IOException {
    var rows = new ArrayList<Row>();
    try (InputStream in = Files.newInputStream(file)) {
      events.read(in, file.getFileName().toString(), rows::add);
    }
    return rows;
  }

  private static List<IncidentReport> reports(List<Row> rows) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(row -> ((Row.Reported) row).report())
        .toList();
  }
}
