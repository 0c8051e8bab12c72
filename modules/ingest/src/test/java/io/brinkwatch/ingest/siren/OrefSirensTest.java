package io.brinkwatch.ingest.siren;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows and places are invented in the shape of the source. */
class OrefSirensTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2031-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String HEADER =
      "data,date,time,alertDate,category,category_desc,matrix_id,rid\n";
  private static final String GAZETTEER =
      """
      [{"name":"הכל","name_en":"All","zone_en":"","lat":0,"lng":0},
       {"name":"א","name_en":"Alef","zone_en":"Confrontation Line","lat":33.0,"lng":35.3},
       {"name":"ב","name_en":"Bet","zone_en":"Upper Galilee","lat":33.1,"lng":35.5},
       {"name":"ג, ד","name_en":"Gimel, Dalet","zone_en":"Gaza Envelope","lat":31.5,"lng":34.5},
       {"name":"ה - צפון","name_en":"He - North","zone_en":"Dan","lat":32.0,"lng":34.8},
       {"name":"ה - דרום","name_en":"He - South","zone_en":"Dan","lat":32.2,"lng":34.8}]
      """;

  @Test
  void the_sirens_of_a_salvo_are_one_report() throws IOException {
    List<Row> rows =
        read(row("א", "08:00:05", 1) + row("ב", "08:01:30", 1) + row("א", "08:01:40", 1));

    IncidentReport report = only(rows);
    assertThat(report.getReportId()).isEqualTo("siren/rocket-north-20300308T060005Z");
    assertThat(report.getVersion()).isEqualTo(3);
    assertThat(report.getOccurredFrom()).isEqualTo("2030-03-08T06:00:00Z");
    assertThat(report.getOccurredTo()).isEqualTo("2030-03-08T06:02:00Z");
    assertThat(report.getTimePrecision()).isEqualTo(TimePrecision.MINUTE);
    assertThat(report.getType()).isEqualTo(IncidentType.CROSS_BORDER_STRIKE);
    assertThat(report.getWeapon()).isEqualTo(Weapon.ROCKET);
    assertThat(report.getTargetClass()).isEqualTo(TargetClass.POPULATED);
    assertThat(report.getMunitions()).isEqualTo(1);
    assertThat(report.getInitiators()).isEmpty();
    assertThat(report.getTargets()).containsExactly("Israel");
    assertThat(report.getPlace().getPrecision()).isEqualTo(GeoPrecision.NEAR);
    assertThat(report.getPlace().getLatitude()).isEqualTo(33.05);
    assertThat(report.getSummary())
        .isEqualTo("Sirens for incoming rockets in northern Israel, at 2 places, Alef among them");
  }

  @Test
  void kinds_areas_and_gaps_divide_salvos() throws IOException {
    List<Row> rows =
        read(
            row("א", "08:00:00", 1)
                + row("א", "08:00:10", 2)
                + row("\"ג, ד\"", "08:00:20", 1)
                + row("א", "08:03:01", 1));

    assertThat(ids(rows))
        .containsExactlyInAnyOrder(
            "siren/rocket-north-20300308T060000Z",
            "siren/uav-north-20300308T060010Z",
            "siren/rocket-gaza-20300308T060020Z",
            "siren/rocket-north-20300308T060301Z");
    assertThat(reports(rows))
        .filteredOn(r -> r.getReportId().startsWith("siren/uav"))
        .singleElement()
        .matches(r -> r.getWeapon() == Weapon.OWA_UAV);
  }

  @Test
  void endless_sirens_are_a_salvo_every_ten_minutes() throws IOException {
    var log = new StringBuilder();
    IntStream.range(0, 25).forEach(i -> log.append(row("א", "08:%02d:00".formatted(i), 1)));

    assertThat(ids(read(log.toString())))
        .containsExactly(
            "siren/rocket-north-20300308T060000Z",
            "siren/rocket-north-20300308T061100Z",
            "siren/rocket-north-20300308T062200Z");
  }

  @Test
  void local_time_follows_the_clocks_of_israel() throws IOException {
    List<Row> rows =
        read(row("א", "01.01.2030", "12:00:00", 1) + row("א", "01.07.2030", "12:00:00", 1));

    assertThat(ids(rows))
        .containsExactly(
            "siren/rocket-north-20300101T100000Z", "siren/rocket-north-20300701T090000Z");
  }

  @Test
  void an_hour_the_clocks_skipped_is_refused_and_one_they_repeated_is_the_first()
      throws IOException {
    List<Row> rows =
        read(row("א", "29.03.2030", "02:30:00", 1) + row("א", "27.10.2030", "01:30:00", 1));

    assertThat(((Row.Refused) rows.get(0)).rejection().getField()).isEqualTo("time");
    assertThat(ids(rows)).containsExactly("siren/rocket-north-20301026T223000Z");
  }

  @ParameterizedTest
  @CsvSource({"15", "21", "26", "4", "13"})
  void drills_and_notices_are_left_out_with_a_reason(int category) throws IOException {
    assertThat(read(row("א", "08:00:00", category)))
        .singleElement()
        .isInstanceOfSatisfying(Row.Skipped.class, s -> assertThat(s.why()).isNotBlank());
  }

  @Test
  void a_false_alarm_is_told_and_withdrawn_with_the_next_version() throws IOException {
    var withdrawal =
        new Withdrawal(
            "siren/uav-north-20300308T060000Z", Instant.parse("2030-03-08T08:00:00Z"), "birds");
    var sirens = sirens().fromTheBeginning().withdrawing(List.of(withdrawal));
    List<Row> rows = read(sirens, row("א", "08:00:00", 2) + row("ב", "08:00:00", 2));

    assertThat(ids(rows)).hasSize(2).containsOnly(withdrawal.salvo());
    assertThat(report(rows, 0).getState()).isEqualTo(RecordState.ACTIVE);
    assertThat(report(rows, 1).getState()).isEqualTo(RecordState.RETRACTED);
    assertThat(report(rows, 1).getVersion()).isEqualTo(report(rows, 0).getVersion() + 1);
    assertThat(report(rows, 1).getPublishedAt()).isEqualTo(withdrawal.at());
  }

  @Test
  void with_other_places_or_false_alarms_a_log_is_read_in_another_manner() throws IOException {
    var withdrawal = new Withdrawal("siren/uav-north-20300308T060000Z", CLOCK.instant(), "birds");
    var moved = Gazetteer.read(stream(GAZETTEER.replace("33.0", "33.2")), "places.json");

    assertThat(sirens().manner("a")).isEqualTo(sirens().manner("b"));
    assertThat(
            List.of(
                sirens().manner("a"),
                sirens().withdrawing(List.of(withdrawal)).manner("a"),
                new OrefSirens(moved, CLOCK).manner("a"),
                new OrefSirens(Gazetteer.none(), CLOCK).manner("a")))
        .doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void the_order_of_rows_does_not_matter(@ForAll Random random) throws IOException {
    List<String> log = busyHour();
    List<Row> sorted = read(String.join("", log));
    Collections.shuffle(log, random);

    assertThat(reports(read(String.join("", log)))).isEqualTo(reports(sorted));
  }

  @Property(tries = 60)
  void salvos_are_the_same_wherever_the_file_is_cut(
      @ForAll @IntRange(max = 60) int from, @ForAll @IntRange(max = 60) int to) throws IOException {
    List<String> log = busyHour();
    List<IncidentReport> whole = reports(read(String.join("", log)));
    List<String> cut = log.subList(Math.min(from, to), Math.max(from, to));
    List<IncidentReport> part = reports(read(sirens(), String.join("", cut)));

    // each is one of the whole, as full or less
    assertThat(part)
        .allSatisfy(
            report ->
                assertThat(whole)
                    .anyMatch(
                        w ->
                            w.getReportId().equals(report.getReportId())
                                && w.getVersion() >= report.getVersion()));
  }

  @Test
  void a_salvo_that_may_have_begun_before_the_file_is_left_out() throws IOException {
    List<Row> rows = read(sirens(), row("א", "08:00:00", 1) + row("א", "08:30:00", 1));

    assertThat(rows.get(0))
        .isInstanceOfSatisfying(
            Row.Skipped.class, s -> assertThat(s.why()).contains("before the first row"));
    assertThat(ids(rows)).containsExactly("siren/rocket-north-20300308T063000Z");
  }

  @Test
  void names_are_found_whole_in_parts_and_beside_unknown_ones() throws IOException {
    List<Row> rows = read(row("\"ה, ג, ד, אין\"", "08:00:00", 1));

    assertThat(ids(rows))
        .containsExactly(
            "siren/rocket-centre-20300308T060000Z", "siren/rocket-gaza-20300308T060000Z");
    assertThat(report(rows, 0).getPlace().getLatitude()).isEqualTo(32.1);
    assertThat(report(rows, 0).getSummary()).endsWith("at He");
    assertThat(rows).filteredOn(Row.Skipped.class::isInstance).hasSize(1);
  }

  @Test
  void places_that_are_not_known_are_a_salvo_if_no_other_is_going_on() throws IOException {
    IncidentReport report = only(read(row("אין", "08:00:00", 1)));

    assertThat(report.getReportId()).startsWith("siren/rocket-somewhere-");
    assertThat(report.getPlace().getLatitude()).isNull();
    assertThat(report.getPlace().getPrecision()).isEqualTo(GeoPrecision.UNKNOWN);
  }

  @Test
  void without_a_gazetteer_a_salvo_is_told_by_kind_and_time() throws IOException {
    var sirens = new OrefSirens(Gazetteer.none(), CLOCK).fromTheBeginning();

    assertThat(ids(read(sirens, row("א", "08:00:00", 1) + row("עוטף עזה 218", "08:00:10", 1))))
        .containsExactly("siren/rocket-somewhere-20300308T060000Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08.03.2030 | 8/3/30 | date | MALFORMED",
        "08:01:00 | 25:00:00 | date | MALFORMED",
        "2030-03-08T08:01:00 | 2030-04-08T08:01:00 | alertDate | MALFORMED",
        ",1,x | ,99,x | category | MALFORMED",
        ",1,x | ,,x | category | MISSING_FIELD",
        "ב | '' | data | MISSING_FIELD"
      })
  void a_bad_row_takes_no_neighbour_with_it(
      String good, String bad, String field, RejectionReason reason) throws IOException {
    List<Row> rows =
        read(
            row("א", "08:00:00", 1)
                + row("ב", "08:01:00", 1).replace(good, bad)
                + row("א", "08:02:00", 1));

    var refused = rows.stream().filter(Row.Refused.class::isInstance).toList();
    assertThat(refused).hasSize(1);
    var rejection = ((Row.Refused) refused.get(0)).rejection();
    assertThat(rejection.getField()).isEqualTo(field);
    assertThat(rejection.getReason()).isEqualTo(reason);
    assertThat(rejection.getOrigin()).isEqualTo("log.csv:3");
    assertThat(reports(rows)).singleElement().matches(r -> r.getVersion() == 2);
  }

  @Test
  void a_row_from_the_future_is_refused_and_closes_nothing() throws IOException {
    List<Row> rows = read(row("א", "08.03.2040", "08:00:00", 1) + row("א", "08:00:00", 1));

    assertThat(((Row.Refused) rows.get(0)).rejection().getReason())
        .isEqualTo(RejectionReason.FUTURE_DATED);
    assertThat(reports(rows)).hasSize(1);
  }

  @Test
  void a_row_weeks_out_of_order_is_refused() throws IOException {
    List<Row> rows =
        read(
            row("א", "01.03.2030", "08:00:00", 1)
                + row("א", "08.04.2030", "08:00:00", 1)
                + row("א", "15.02.2030", "08:00:00", 1));

    assertThat(rows).filteredOn(Row.Refused.class::isInstance).hasSize(1);
    assertThat(reports(rows)).hasSize(2);
  }

  private static List<String> busyHour() {
    List<String> places = List.of("א", "ב", "\"ג, ד\"", "ה");
    return new ArrayList<>(
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    row(
                        places.get(i * 7 % 4),
                        "08:%02d:%02d".formatted((i * i) % 97 % 60, i),
                        1 + i % 2))
            .sorted((a, b) -> time(a).compareTo(time(b)))
            .toList());
  }

  private static String time(String row) {
    return row.replaceAll(".*,(\\d\\d:\\d\\d:\\d\\d),.*\\R", "$1");
  }

  private static String row(String data, String time, int category) {
    return row(data, "08.03.2030", time, category);
  }

  private static String row(String data, String date, String time, int category) {
    String[] d = date.split("\\.");
    return "%s,%s,%s,%s-%s-%sT%s,%d,x,1,1\n"
        .formatted(data, date, time, d[2], d[1], d[0], time, category);
  }

  private static OrefSirens sirens() throws IOException {
    return new OrefSirens(Gazetteer.read(stream(GAZETTEER), "places.json"), CLOCK);
  }

  private static List<Row> read(String log) throws IOException {
    return read(sirens().fromTheBeginning(), log);
  }

  private static List<Row> read(OrefSirens sirens, String log) throws IOException {
    var rows = new ArrayList<Row>();
    sirens.read(stream(HEADER + log), "log.csv", rows::add);
    return rows;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<IncidentReport> reports(List<Row> rows) {
    return rows.stream()
        .flatMap(r -> r instanceof Row.Reported x ? Stream.of(x.report()) : Stream.empty())
        .toList();
  }

  private static List<String> ids(List<Row> rows) {
    return reports(rows).stream().map(IncidentReport::getReportId).toList();
  }

  private static IncidentReport report(List<Row> rows, int index) {
    return reports(rows).get(index);
  }

  private static IncidentReport only(List<Row> rows) {
    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
    return report(rows, 0);
  }
}
