package io.brinkwatch.ingest.ucdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TimePrecision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are invented in the shape of the source. */
class UcdpCsvTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2033-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final UcdpRelease RELEASE = UcdpRelease.of("31.1");
  private static final Map<String, String> EVENT =
      Map.ofEntries(
          Map.entry("id", "900001"),
          Map.entry("relid", "INV-2030-1-1-1"),
          Map.entry("type_of_violence", "1"),
          Map.entry("side_a", "Government of Israel"),
          Map.entry("side_b", "Hezbollah"),
          Map.entry("source_article", "\"Invented Agency,2030-03-08,Words\nover two lines\""),
          Map.entry("where_prec", "1"),
          Map.entry("where_coordinates", "Nowhere village"),
          Map.entry("latitude", "33.2"),
          Map.entry("longitude", "35.4"),
          Map.entry("country", "Lebanon"),
          Map.entry("event_clarity", "1"),
          Map.entry("date_prec", "1"),
          Map.entry("date_start", "2030-03-08"),
          Map.entry("date_end", "2030-03-08"),
          Map.entry("best", "3"),
          Map.entry("high", "5"),
          Map.entry("low", "2"));

  @Test
  void an_event_becomes_a_report_with_licence_and_range_of_deaths() throws IOException {
    IncidentReport report = report(Map.of());

    assertThat(report.getReportId()).isEqualTo("ucdp/900001");
    assertThat(report.getVersion()).isEqualTo(RELEASE.version());
    assertThat(report.getType()).isEqualTo(IncidentType.CROSS_BORDER_STRIKE);
    assertThat(report.getDirected()).isFalse();
    assertThat(report.getFatalities()).isEqualTo(3);
    assertThat(report.getSummary())
        .isEqualTo(
            "State-based violence between Government of Israel and Hezbollah at Nowhere village,"
                + " Lebanon; 3 killed (2 to 5)");
    assertThat(report.getLicence()).contains("CC BY 4.0", "31.1", "Sundberg and Melander");
    assertThat(report.getRedistributable()).isTrue();
    assertThat(report.getPublishedAt()).isEqualTo(Instant.parse("2031-07-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "1,2030-03-08,2030-03-08,DAY,2030-03-09",
    "2,2030-03-08,2030-03-11,WEEK,2030-03-12",
    "4,2030-03-01,2030-03-31 00:00:00.000,MONTH,2030-04-01",
    "5,2030-01-01T00:00:00,2030-12-31,YEAR,2031-01-01"
  })
  void the_interval_is_that_of_the_dates(
      String code, String first, String last, TimePrecision precision, String end)
      throws IOException {
    IncidentReport report =
        report(Map.of("date_prec", code, "date_start", first, "date_end", last));

    assertThat(report.getTimePrecision()).isEqualTo(precision);
    assertThat(report.getOccurredFrom()).isEqualTo(first.substring(0, 10) + "T00:00:00Z");
    assertThat(report.getOccurredTo()).isEqualTo(end + "T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"1,EXACT", "2,NEAR", "3,AREA", "4,AREA", "5,AREA", "6,COUNTRY", "7,AREA"})
  void a_centroid_is_never_a_point(String code, GeoPrecision precision) throws IOException {
    assertThat(report(Map.of("where_prec", code)).getPlace().getPrecision()).isEqualTo(precision);
  }

  @Test
  void one_sided_violence_names_who_did_it() throws IOException {
    IncidentReport report =
        report(
            Map.of(
                "type_of_violence",
                "3",
                "side_a",
                "PIJ",
                "side_b",
                "Civilians",
                "country",
                "Israel"));

    assertThat(report.getDirected()).isTrue();
    assertThat(report.getInitiators()).containsExactly("Palestinian Islamic Jihad");
  }

  @Test
  void violence_that_involves_forces_abroad_is_an_attack_on_forces() throws IOException {
    IncidentReport report =
        report(
            Map.of(
                "side_a",
                "Government of United States of America",
                "side_b",
                "Kataib Hezbollah",
                "country",
                "Iraq"));

    assertThat(report.getType()).isEqualTo(IncidentType.ATTACK_ON_FORCES);
  }

  @Test
  void a_range_that_contradicts_the_best_estimate_is_left_out() throws IOException {
    assertThat(report(Map.of("best", "0", "low", "3", "high", "3")).getSummary())
        .endsWith("; 0 killed");
  }

  @ParameterizedTest
  @CsvSource({"country,Chad", "side_a,Government of Lebanon"})
  void what_concerns_no_theatre_is_left_out(String column, String value) throws IOException {
    assertThat(read(withHeader(List.of(event(Map.of(column, value))))))
        .singleElement()
        .isInstanceOfSatisfying(
            Row.Skipped.class,
            s -> {
              assertThat(s.withdrawal().getReportId()).isEqualTo("ucdp/900001");
              assertThat(s.withdrawal().getVersion()).isEqualTo(RELEASE.version());
              assertThat(s.withdrawal().getState()).isEqualTo(RecordState.RETRACTED);
            });
  }

  @Test
  void the_name_of_a_file_tells_its_release_or_it_is_refused() throws IOException {
    String csv = withHeader(List.of(event(Map.of())));
    var rows = new ArrayList<Row>();
    SourceFormat byName = UcdpCsv.byFileName(CLOCK);

    byName.read(stream(csv), "GEDEvent_v31_1.csv", rows::add);

    assertThat(rows).isEqualTo(read(csv));
    assertThatThrownBy(() -> byName.read(stream(csv), "events.csv", rows::add))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("events.csv", "24.0.5");
  }

  @ParameterizedTest
  @CsvSource({
    "id,x1,MALFORMED",
    "type_of_violence,4,MALFORMED",
    "where_prec,'',MISSING_FIELD",
    "latitude,95,BAD_COORDINATES",
    "longitude,'',BAD_COORDINATES",
    "date_prec,6,MALFORMED",
    "date_start,8.3.2030,MALFORMED",
    "date_start,2030-02-31,MALFORMED",
    "date_end,2030-03-07,BAD_INTERVAL",
    "date_end,2032-03-07,BAD_INTERVAL",
    "best,many,MALFORMED"
  })
  void a_bad_field_is_refused_with_its_name_and_line(
      String column, String value, RejectionReason reason) throws IOException {
    List<Row> rows =
        read(withHeader(List.of(event(Map.of()), event(Map.of(column, value)), event(Map.of()))));

    assertThat(rows).hasSize(3);
    var rejection = ((Row.Refused) rows.get(1)).rejection();
    assertThat(rejection.getReason()).isEqualTo(reason);
    assertThat(rejection.getField()).isEqualTo(column);
    // the article before runs over two lines
    assertThat(rejection.getOrigin()).isEqualTo("ged.csv:4");
    assertThat(rows.get(2)).isInstanceOf(Row.Reported.class);
  }

  @Test
  void an_event_after_its_release_is_refused() throws IOException {
    List<Row> rows =
        read(
            withHeader(
                List.of(event(Map.of("date_start", "2031-08-01", "date_end", "2031-08-01")))));

    assertThat(((Row.Refused) rows.get(0)).rejection().getReason())
        .isEqualTo(RejectionReason.BAD_INTERVAL);
  }

  @Test
  void a_file_without_header_is_read_in_the_order_of_the_codebook() throws IOException {
    assertThat(read(line(UcdpCsv.COLUMNS, event(Map.of()))))
        .isEqualTo(read(withHeader(List.of(event(Map.of())))).stream().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {38, 41})
  void fewer_columns_are_read_if_the_header_names_them(int width) throws IOException {
    List<String> columns = fewer(width);
    String csv = String.join(",", columns) + "\n" + line(columns, event(Map.of()));

    assertThat(read(csv)).singleElement().isInstanceOf(Row.Reported.class);
  }

  @Test
  void a_file_without_header_of_41_columns_is_read_in_the_order_of_older_releases()
      throws IOException {
    List<String> columns = UcdpCsv.OLDER_COLUMNS;
    String named = String.join(",", columns) + "\n" + line(columns, event(Map.of()));

    assertThat(read(line(columns, event(Map.of()))))
        .isEqualTo(read(named))
        .singleElement()
        .isInstanceOf(Row.Reported.class);
  }

  @Test
  void a_row_of_41_columns_in_another_order_is_refused_and_not_misread() throws IOException {
    assertThat(read(line(fewer(41), event(Map.of()))))
        .singleElement()
        .isInstanceOf(Row.Refused.class);
  }

  @Test
  void other_widths_without_header_must_be_told() throws IOException {
    String csv = line(fewer(38), event(Map.of()));

    assertThatThrownBy(() -> read(csv))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("38 columns");
    var rows = new ArrayList<Row>();
    new UcdpCsv(RELEASE, CLOCK, List.of(fewer(38))).read(stream(csv), "ged.csv", rows::add);
    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
  }

  @Test
  void a_page_of_the_interface_gives_the_same_and_says_how_many_there_are() throws IOException {
    String json =
        event(Map.of()).entrySet().stream()
            .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), escaped(e.getValue())))
            .collect(Collectors.joining(",", "{", "}"));
    var rows = new ArrayList<Row>();
    var paging =
        new UcdpApi(RELEASE, CLOCK)
            .events(
                stream("{\"TotalCount\":3,\"TotalPages\":2,\"Result\":[" + json + "]}"),
                "page",
                rows::add);

    assertThat(rows).isEqualTo(read(withHeader(List.of(event(Map.of())))));
    assertThat(paging).isEqualTo(new UcdpApi.Paging(1, 3, 2));
    assertThat(paging.hasNext(0)).isTrue();
    assertThat(paging.hasNext(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":\"API token required\"}", "{\"Result\":[]}"})
  void an_answer_that_is_no_page_is_an_error(String json) {
    assertThatThrownBy(() -> new UcdpApi(RELEASE, CLOCK).events(stream(json), "page", row -> {}))
        .isInstanceOf(SourceException.class);
  }

  private static String escaped(String text) {
    return text.replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static List<String> fewer(int width) {
    var columns = new ArrayList<>(UcdpCsv.COLUMNS);
    for (int i = 0; columns.size() > width; ) {
      if (EVENT.containsKey(columns.get(i))) {
        i++;
      } else {
        columns.remove(i);
      }
    }
    return columns;
  }

  private static Map<String, String> event(Map<String, String> changes) {
    var event = new HashMap<>(EVENT);
    event.putAll(changes);
    return event;
  }

  private static String withHeader(List<Map<String, String>> events) {
    return String.join(",", UcdpCsv.COLUMNS)
        + "\n"
        + events.stream().map(e -> line(UcdpCsv.COLUMNS, e)).collect(Collectors.joining());
  }

  private static String line(List<String> columns, Map<String, String> event) {
    return columns.stream()
        .map(c -> event.getOrDefault(c, ""))
        .map(v -> v.matches("[\\d.]*") ? v : '"' + v.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static IncidentReport report(Map<String, String> changes) throws IOException {
    List<Row> rows = read(withHeader(List.of(event(changes))));
    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
    return ((Row.Reported) rows.get(0)).report();
  }

  private static List<Row> read(String csv) throws IOException {
    var rows = new ArrayList<Row>();
    new UcdpCsv(RELEASE, CLOCK).read(stream(csv), "ged.csv", rows::add);
    return rows;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
