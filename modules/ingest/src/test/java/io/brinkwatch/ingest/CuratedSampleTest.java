package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Reliability;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** The sample, row by row, against tables that were read by a person. */
class CuratedSampleTest {
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Set<String> NAMED_BUT_NOBODY_IN_PARTICULAR =
      Set.of(
          "Border villages",
          "Civilians",
          "Civilians (electricity workers)",
          "Factory",
          "Group in Syria",
          "Journalists",
          "Paramedics",
          "Unidentified group in Lebanon",
          "Vehicle");

  private final List<Row> rows = new CuratedCsv(LATER).sample();
  private final List<IncidentReport> reports =
      rows.stream()
          .filter(Row.Reported.class::isInstance)
          .map(r -> ((Row.Reported) r).report())
          .toList();

  @Test
  void every_row_is_a_report() {
    assertThat(rows).hasSize(150).allMatch(Row.Reported.class::isInstance);
  }

  @Test
  void the_official_counts_are_read_as_their_sources_tell_them() {
    assertThat(reports)
        .filteredOn(report -> report.getType() == IncidentType.TALLY)
        .extracting(
            report -> report.getOccurredTo().toString().substring(0, 10),
            report -> report.getTally().getCount(),
            report -> report.getTally().getSince().toString().substring(0, 10))
        .containsExactly(
            tuple("2023-10-18", 10, "2023-10-17"),
            tuple("2023-10-27", 16, "2023-10-17"),
            tuple("2023-11-01", 27, "2023-10-17"),
            tuple("2023-11-07", 38, "2023-10-17"),
            tuple("2023-11-10", 46, "2023-10-17"),
            tuple("2023-11-14", 52, "2023-10-17"),
            tuple("2023-11-15", 55, "2023-10-17"),
            tuple("2023-11-24", 73, "2023-10-17"));
    assertThat(reports)
        .allMatch(r -> (r.getTally() != null) == (r.getType() == IncidentType.TALLY));
  }

  @Test
  void every_row_is_mapped_as_reviewed() throws IOException {
    String actual = mapping();
    Path copy = Files.writeString(Path.of("target", "curated-mapping.csv"), actual);
    String reviewed = resource("/curated-mapping.csv");

    assertThat(actual.lines())
        .as(
            "mapping; if the change is meant, review %s and put it in the place of the resource",
            copy)
        .containsExactlyElementsOf(reviewed.lines().toList());
  }

  @Test
  void every_source_of_the_sample_has_a_grade() {
    assertThat(reports)
        .noneMatch(r -> r.getSource().getReliability() == Reliability.F)
        .noneMatch(r -> r.getSource().getCredibility() == Credibility.C6);
  }

  @Test
  void nearly_all_actors_are_known() {
    var known = new TreeSet<String>();
    ReferenceFiles.bundled()
        .actors()
        .forEach(
            actor -> {
              known.add(ReferenceFiles.normalised(actor.getName()));
              actor.getAliases().forEach(alias -> known.add(ReferenceFiles.normalised(alias)));
            });
    var unknown = new TreeSet<String>();
    for (IncidentReport report : reports) {
      unknown.addAll(report.getInitiators());
      unknown.addAll(report.getTargets());
    }
    unknown.removeIf(name -> known.contains(ReferenceFiles.normalised(name)));

    assertThat(unknown).isEqualTo(new TreeSet<>(NAMED_BUT_NOBODY_IN_PARTICULAR));
  }

  @Test
  void every_place_lies_in_the_theatre_it_belongs_to() throws IOException {
    Map<String, Geometry> areas = areas();
    var actual = new ArrayList<String>();
    for (IncidentReport report : reports) {
      if (report.getPlace().getLatitude() != null) {
        actual.add(shortId(report) + "," + theatre(report, areas));
      }
    }
    Path copy = Files.write(Path.of("target", "curated-theatres.csv"), actual);

    assertThat(actual)
        .as(
            "theatres; if the change is meant, review %s and put it in the place of the resource",
            copy)
        .containsExactlyElementsOf(resource("/curated-theatres.csv").lines().toList());
  }

  private static String theatre(IncidentReport report, Map<String, Geometry> areas) {
    var point =
        new GeometryFactory()
            .createPoint(
                new Coordinate(report.getPlace().getLongitude(), report.getPlace().getLatitude()));
    var covering = areas.entrySet().stream().filter(a -> a.getValue().covers(point)).toList();
    assertThat(covering).hasSizeLessThanOrEqualTo(1);
    return covering.isEmpty() ? "-" : covering.get(0).getKey();
  }

  private static Map<String, Geometry> areas() {
    Map<String, Geometry> areas = new HashMap<>();
    ReferenceFiles.bundled()
        .theatres()
        .forEach(theatre -> areas.put(theatre.getId(), geometry(theatre.getGeometry())));
    return areas;
  }

  private static Geometry geometry(String geoJson) {
    try {
      return new GeoJsonReader().read(geoJson);
    } catch (ParseException e) {
      throw new IllegalStateException("not readable as GeoJSON by others: " + geoJson, e);
    }
  }

  private String mapping() {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(
          "id",
          "type",
          "initiators",
          "targets",
          "weapon",
          "munitions",
          "targetClass",
          "outcome",
          "forceStatus",
          "claimStage",
          "precision",
          "from",
          "to",
          "reliability",
          "credibility");
      reports.forEach(r -> csv.writeRecord(line(r)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> line(IncidentReport r) {
    return List.of(
        shortId(r),
        r.getType().name(),
        String.join("; ", r.getInitiators()),
        String.join("; ", r.getTargets()),
        r.getWeapon().name(),
        "" + r.getMunitions(),
        r.getTargetClass().name(),
        r.getOutcome().name(),
        r.getForceStatus().name(),
        r.getClaimStage().name(),
        r.getPlace().getPrecision().name(),
        r.getOccurredFrom().toString(),
        r.getOccurredTo().toString(),
        r.getSource().getReliability().name(),
        r.getSource().getCredibility().name());
  }

  private static String shortId(IncidentReport report) {
    return report.getReportId().substring("curated/".length());
  }

  private static String resource(String name) throws IOException {
    try (var in = CuratedSampleTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_reviewed_table_has_a_line_for_every_report() throws IOException {
    try (var csv = CsvReader.builder().ofNamedCsvRecord(resource("/curated-mapping.csv"))) {
      assertThat(csv.stream().map(r -> r.getField("id")).distinct()).hasSize(150);
    }
  }
}
