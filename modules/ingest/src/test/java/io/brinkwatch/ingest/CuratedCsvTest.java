package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuratedCsvTest {
  private static final Instant NOW = Instant.parse("2023-12-01T12:00:00Z");
  private static final String HEADER =
      "id,occurred_at,precision,type,actor,target,country,place,lat,lon,fatalities,injuries,weapon,summary,source_name,source_url";
  private static final String GOOD =
      "CUR-1,2023-11-09,day,cross_border_attack,Hezbollah,Israel,Israel,Metula,33.28,35.58,1,2,2 rockets,Rockets at Metula,AFP,https://example.org/a";

  private final CuratedCsv csv = new CuratedCsv(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_good_row_becomes_a_report() {
    IncidentReport report = report(GOOD);

    assertThat(report.getReportId()).isEqualTo("curated/CUR-1");
    assertThat(report.getVersion()).isEqualTo(1);
    assertThat(report.getOccurredFrom()).isEqualTo(Instant.parse("2023-11-09T00:00:00Z"));
    assertThat(report.getOccurredTo()).isEqualTo(Instant.parse("2023-11-10T00:00:00Z"));
    assertThat(report.getPublishedAt()).isEqualTo(report.getOccurredTo());
    assertThat(report.getIngestedAt()).isEqualTo(NOW);
    assertThat(report.getFatalities()).isEqualTo(1);
    assertThat(report.getPlace().getPrecision()).isEqualTo(GeoPrecision.NEAR);
  }

  @Test
  void a_week_is_laid_around_its_date() {
    IncidentReport report = report(GOOD.replace("2023-11-09,day", "2023-11-09,week"));

    assertThat(report.getOccurredFrom()).isEqualTo(Instant.parse("2023-11-06T00:00:00Z"));
    assertThat(report.getOccurredTo()).isEqualTo(Instant.parse("2023-11-13T00:00:00Z"));
  }

  @Test
  void an_hour_keeps_its_offset_and_a_month_is_a_calendar_month() {
    IncidentReport hour = report(GOOD.replace("2023-11-09,day", "2023-11-09T04:30:00+03:00,hour"));
    IncidentReport month = report(GOOD.replace("2023-11-09,day", "2023-11,month"));

    assertThat(hour.getOccurredFrom()).isEqualTo(Instant.parse("2023-11-09T01:30:00Z"));
    assertThat(hour.getOccurredTo()).isEqualTo(Instant.parse("2023-11-09T02:30:00Z"));
    assertThat(month.getOccurredFrom()).isEqualTo(Instant.parse("2023-11-01T00:00:00Z"));
    assertThat(month.getOccurredTo()).isEqualTo(Instant.parse("2023-12-01T00:00:00Z"));
  }

  @Test
  void a_correction_and_a_withdrawal_can_be_entered() {
    String header = HEADER + ",version,state,published_at";
    List<Row> rows =
        read(
            header,
            GOOD + ",,,",
            GOOD + ",2,ACTIVE,2023-11-20T10:00:00Z",
            GOOD + ",3,RETRACTED,2023-11-21T10:00:00Z");

    assertThat(reports(rows)).extracting(IncidentReport::getVersion).containsExactly(1L, 2L, 3L);
    assertThat(reports(rows).get(1).getPublishedAt())
        .isEqualTo(Instant.parse("2023-11-20T10:00:00Z"));
    assertThat(reports(rows).get(2).getState()).isEqualTo(RecordState.RETRACTED);
  }

  @Test
  void a_day_that_is_not_over_needs_its_time_of_publication() {
    String today = GOOD.replace("2023-11-09", "2023-12-01");

    assertThat(refusal(today).getReason()).isEqualTo(RejectionReason.FUTURE_DATED);
    assertThat(refusal(today).getDetail()).contains("published_at");
    assertThat(reports(read(HEADER + ",published_at", today + ",2023-12-01T10:00:00Z"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'CUR-1,' | ','        | MISSING_FIELD   | id",
        "CUR-1 | a/b            | MALFORMED       | id",
        "2023-11-09 | 9.11.23   | MALFORMED       | occurred_at",
        "2023-11-09 | 1812-11-09 | BAD_INTERVAL   | occurred_at",
        "2023-11-09 | 2023-12-09 | FUTURE_DATED   | occurred_at",
        "2023-11-09 | +999999999-12-31 | MALFORMED | occurred_at",
        "day | fortnight        | MALFORMED       | precision",
        "cross_border_attack | picnic | MALFORMED  | type",
        "cross_border_attack | ''  | MISSING_FIELD | type",
        "33.28 | 93.28          | BAD_COORDINATES | lat",
        "33.28 | north          | BAD_COORDINATES | lat",
        "33.28 | NaN            | BAD_COORDINATES | lat",
        "35.58 | 180.5          | BAD_COORDINATES | lon",
        "35.58 | ''             | BAD_COORDINATES | lon",
        "33.28 | ''             | BAD_COORDINATES | lat",
        "',1,2,' | ',-1,2,'     | MALFORMED       | fatalities",
        "',1,2,' | ',1,few,'    | MALFORMED       | injuries",
        "Rockets at Metula | '' | MISSING_FIELD   | summary",
        "AFP | ''               | MISSING_FIELD   | source_name",
        "https://example.org/a | javascript:alert(1) | MALFORMED | source_url"
      })
  void a_bad_field_is_refused_with_its_name(
      String good, String bad, RejectionReason reason, String field) {
    Rejection rejection = refusal(GOOD.replaceFirst(Pattern.quote(good), bad));

    assertThat(rejection.getReason()).isEqualTo(reason);
    assertThat(rejection.getField()).isEqualTo(field);
    assertThat(rejection.getOrigin()).isEqualTo("t.csv:2");
    assertThat(rejection.getDetail()).contains(field);
  }

  @Test
  void all_faults_of_a_row_are_told_at_once() {
    Rejection rejection =
        refusal(GOOD.replace("33.28", "x").replace("2 rockets,Rockets at Metula", "2 rockets,"));

    assertThat(rejection.getDetail()).contains("lat is 'x'", "summary is empty");
  }

  @Test
  void a_rejection_knows_the_report_and_when_if_they_can_be_told() {
    Rejection rejection = refusal(GOOD.replace("33.28", "x"));

    assertThat(rejection.getRecordId()).isEqualTo("curated/CUR-1");
    assertThat(rejection.getVersion()).isEqualTo(1);
    assertThat(rejection.getOccurredFrom()).isEqualTo(Instant.parse("2023-11-09T00:00:00Z"));
  }

  @Test
  void an_id_that_stands_twice_is_refused_the_second_time() {
    List<Row> rows = read(HEADER, GOOD, GOOD);

    assertThat(reports(rows)).hasSize(1);
    assertThat(rejections(rows).get(0).getDetail()).contains("line 2");
  }

  @Test
  void a_line_with_too_few_or_too_many_fields_is_refused_and_the_next_is_read() {
    List<Row> rows = read(HEADER, "a,b", GOOD + ",more", GOOD);

    assertThat(rejections(rows))
        .extracting(Rejection::getReason)
        .containsOnly(RejectionReason.MALFORMED);
    assertThat(rejections(rows).get(0).getDetail()).contains("2 fields", "16");
    assertThat(reports(rows)).hasSize(1);
  }

  @Test
  void a_quote_that_is_never_closed_does_not_swallow_the_rows_behind_it() {
    List<Row> rows = read(HEADER, GOOD.replace("Rockets at", "\"Rockets at"), GOOD);

    assertThat(rejections(rows)).hasSize(1);
    assertThat(rejections(rows).get(0).getDetail()).contains("quote");
    assertThat(reports(rows)).hasSize(1);
  }

  @Test
  void quoted_commas_and_doubled_quotes_are_read() {
    IncidentReport report =
        report(GOOD.replace("Rockets at Metula", "\"Rockets, \"\"Grad\"\", at Metula\""));

    assertThat(report.getSummary()).isEqualTo("Rockets, \"Grad\", at Metula");
  }

  @Test
  void bytes_that_are_not_utf_8_cost_one_line() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        (HEADER + "\n" + GOOD.replace("Metula", "Mé")).getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(("\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8));

    List<Row> rows = read(bytes.toByteArray());

    assertThat(rejections(rows).get(0).getOrigin()).isEqualTo("t.csv:2");
    assertThat(rejections(rows).get(0).getDetail()).contains("UTF-8");
    assertThat(reports(rows)).hasSize(1);
  }

  @Test
  void control_characters_and_text_that_runs_backwards_are_refused() {
    List<Row> rows =
        read(
            HEADER,
            GOOD.replace("Rockets", "Ro\u0000ckets"),
            GOOD.replace("Rockets", "Ro\u001b[31mckets"),
            GOOD.replace("Rockets", "Ro\u202eckets"));

    assertThat(rejections(rows)).hasSize(3);
    assertThat(rejections(rows).get(0).getDetail()).contains("U+0000");
  }

  @Test
  void a_field_or_a_line_that_is_too_long_is_refused_and_the_next_is_read() {
    List<Row> rows =
        read(
            HEADER,
            GOOD.replace("Rockets", "R".repeat(10_001)),
            GOOD.replace("Rockets", "R".repeat(Lines.MAX_BYTES)),
            GOOD);

    assertThat(rejections(rows)).hasSize(2);
    assertThat(rejections(rows).get(0).getField()).isEqualTo("summary");
    assertThat(rejections(rows).get(1).getDetail()).contains("bytes");
    assertThat(reports(rows)).hasSize(1);
  }

  @Test
  void a_count_stands_in_its_cells_or_else_in_the_words_of_the_summary() {
    String tally = GOOD.replace("cross_border_attack", "attack_tally");
    List<Row> rows =
        read(
            HEADER + ",count,since",
            tally + ",61,2023-09-30",
            tally.replace("CUR-1", "A-2") + ",1000,2023-09-30T12:00:00+03:00",
            tally
                    .replace("CUR-1", "A-3")
                    .replace("Rockets at Metula", "\"1,204 attacks since 9 Dec\"")
                + ",,",
            tally.replace("CUR-1", "A-4").replace("Rockets", "9 attacks on the day") + ",7,",
            tally.replace("CUR-1", "A-5").replace("Rockets", "9 attacks from 1 to 9 November")
                + ",,");

    assertThat(rejections(rows)).isEmpty();
    assertThat(reports(rows))
        .extracting(r -> r.getType(), r -> r.getTally())
        .containsExactly(
            tuple(IncidentType.TALLY, new Tally(61, Instant.parse("2023-09-30T00:00:00Z"))),
            tuple(IncidentType.TALLY, new Tally(1000, Instant.parse("2023-09-30T09:00:00Z"))),
            tuple(IncidentType.TALLY, new Tally(1204, Instant.parse("2022-12-09T00:00:00Z"))),
            tuple(IncidentType.TALLY, new Tally(7, Instant.parse("2023-11-09T00:00:00Z"))),
            tuple(IncidentType.TALLY, new Tally(9, Instant.parse("2023-11-01T00:00:00Z"))));
  }

  @Test
  void a_count_that_cannot_be_read_is_refused_by_its_column() {
    String tally = GOOD.replace("cross_border_attack", "attack_tally");
    List<Row> rows =
        read(
            HEADER + ",count,since",
            tally + ",,2023-09-30",
            tally + ",3,",
            tally + ",many,2023-09-30",
            tally + ",3,yesterday",
            tally + ",3,2023-11-10",
            tally.replace("Rockets", "3 attacks since 31 Feb") + ",,",
            GOOD + ",3,");

    assertThat(rejections(rows))
        .extracting(r -> r.getField(), r -> r.getReason())
        .containsExactly(
            tuple("count", RejectionReason.MISSING_FIELD),
            tuple("since", RejectionReason.MISSING_FIELD),
            tuple("count", RejectionReason.MALFORMED),
            tuple("since", RejectionReason.MALFORMED),
            tuple("since", RejectionReason.BAD_INTERVAL),
            tuple("since", RejectionReason.MISSING_FIELD),
            tuple("count", RejectionReason.MALFORMED));
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    List<Row> rows =
        read(("\uFEFF" + HEADER + "\r\n" + GOOD + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));

    assertThat(reports(rows)).hasSize(1);
    assertThat(rows).hasSize(1);
  }

  @Test
  void an_unknown_or_unclaimed_actor_is_nobody_and_names_are_split() {
    assertThat(report(GOOD.replace("Hezbollah", "Unclaimed")).getInitiators()).isEmpty();
    assertThat(report(GOOD.replace("Hezbollah", "Israel ; Hamas;")).getInitiators())
        .containsExactly("Israel", "Hamas");
  }

  @Test
  void a_header_that_lacks_or_adds_a_column_stops_with_one_clear_message() {
    assertThatThrownBy(() -> read(HEADER.replace(",lat", ""), GOOD))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("t.csv:1", "missing", "lat");
    assertThatThrownBy(() -> read(HEADER + ",versoin", GOOD))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("versoin", "version");
  }

  @Test
  void a_file_that_is_not_there_empty_or_a_directory_stops_with_one_clear_message(@TempDir Path dir)
      throws IOException {
    Path empty = Files.createFile(dir.resolve("empty.csv"));

    assertThatThrownBy(() -> csv.rows(dir.resolve("none.csv")))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("none.csv", "does not exist");
    assertThatThrownBy(() -> csv.rows(dir))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("directory");
    assertThatThrownBy(() -> csv.rows(empty))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void a_stream_that_breaks_stops_with_one_clear_message() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk gone");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> csv.read(broken, "t.csv", row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
  }

  @Property(tries = 300)
  void whatever_garbage_stands_between_them_all_good_rows_come_out(
      @ForAll("garbage") List<byte[]> garbage) {
    var file = new ByteArrayOutputStream();
    file.writeBytes((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < garbage.size(); i++) {
      file.writeBytes(garbage.get(i));
      file.writeBytes(
          ("\n" + GOOD.replace("CUR-1", "good-" + i) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    List<Row> rows = read(file.toByteArray());

    assertThat(reports(rows))
        .extracting(IncidentReport::getReportId)
        .filteredOn(id -> id.startsWith("curated/good-"))
        .hasSize(garbage.size());
  }

  @Provide
  Arbitrary<List<byte[]>> garbage() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<byte[]> nearly =
        Arbitraries.strings()
            .withChars("\",;\r#'aZ9-\\ é\u0000")
            .ofMaxLength(40)
            .map(
                s ->
                    GOOD.replace("CUR-1", "bad")
                        .replace("Metula", s)
                        .getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(noise, nearly).list().ofMinSize(1).ofMaxSize(8);
  }

  private IncidentReport report(String row) {
    return ((Row.Reported) read(HEADER, row).get(0)).report();
  }

  private Rejection refusal(String row) {
    return ((Row.Refused) read(HEADER, row).get(0)).rejection();
  }

  private List<Row> read(String... lines) {
    return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private List<Row> read(byte[] bytes) {
    var rows = new ArrayList<Row>();
    try {
      csv.read(new ByteArrayInputStream(bytes), "t.csv", rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static List<IncidentReport> reports(List<Row> rows) {
    return rows.stream()
        .filter(Row.Reported.class::isInstance)
        .map(r -> ((Row.Reported) r).report())
        .toList();
  }

  private static List<Rejection> rejections(List<Row> rows) {
    return rows.stream()
        .filter(Row.Refused.class::isInstance)
        .map(r -> ((Row.Refused) r).rejection())
        .toList();
  }
}
