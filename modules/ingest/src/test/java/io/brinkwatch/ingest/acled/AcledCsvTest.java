package io.brinkwatch.ingest.acled;

import static io.brinkwatch.ingest.acled.AcledRows.strike;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcledCsvTest {

  @Test
  void a_strike_becomes_a_directed_report_that_may_not_be_passed_on() throws IOException {
    IncidentReport report = report(strike());

    assertThat(report.getReportId()).isEqualTo("acled/LBN900001");
    assertThat(report.getVersion()).isEqualTo(1_899_900_000L);
    assertThat(report.getPublishedAt()).isEqualTo(Instant.ofEpochSecond(1_899_900_000L));
    assertThat(report.getFamily()).isEqualTo(FeedFamily.ACLED);
    assertThat(report.getType()).isEqualTo(IncidentType.CROSS_BORDER_STRIKE);
    assertThat(report.getWeapon()).isEqualTo(Weapon.AIR_STRIKE);
    assertThat(report.getTargetClass()).isEqualTo(TargetClass.TACTICAL_MILITARY);
    assertThat(report.getDirected()).isTrue();
    assertThat(report.getInitiators()).containsExactly("Israel");
    assertThat(report.getTargets()).containsExactly("Hezbollah");
    assertThat(report.getFatalities()).isEqualTo(2);
    assertThat(report.getSource().getCredibility()).isEqualTo(Credibility.C2);
    assertThat(report.getRedistributable()).isFalse();
    assertThat(report.getLicence()).contains("ACLED");
    assertThat(report.getSummary())
        .isEqualTo(
            "Air/drone strike by Military Forces of Israel on Hezbollah at Nowhere Village, Lebanon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2030-03-08", "08-03-2030", "08 March 2030", "8 March 2030"})
  void dates_come_in_several_forms(String date) throws IOException {
    IncidentReport report = report(strike("event_date", date));

    assertThat(report.getOccurredFrom()).isEqualTo(Instant.parse("2030-03-08T00:00:00Z"));
    assertThat(report.getOccurredTo()).isEqualTo(Instant.parse("2030-03-09T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "1,DAY,2030-03-08,2030-03-09",
    "2,WEEK,2030-03-05,2030-03-12",
    "3,MONTH,2030-03-01,2030-04-01"
  })
  void a_date_is_an_interval(String code, TimePrecision precision, String from, String to)
      throws IOException {
    IncidentReport report = report(strike("time_precision", code));

    assertThat(report.getTimePrecision()).isEqualTo(precision);
    assertThat(report.getOccurredFrom()).isEqualTo(from + "T00:00:00Z");
    assertThat(report.getOccurredTo()).isEqualTo(to + "T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"1,EXACT,1", "2,NEAR,15", "3,AREA,100"})
  void a_region_is_never_a_point(String code, GeoPrecision precision, double radius)
      throws IOException {
    var place = report(strike("geo_precision", code)).getPlace();

    assertThat(place.getPrecision()).isEqualTo(precision);
    assertThat(place.getRadiusKm()).isEqualTo(radius);
  }

  @Test
  void kinds_of_actors_may_be_numbers() throws IOException {
    assertThat(report(strike("inter1", "8", "inter2", "3"))).isEqualTo(report(strike()));
  }

  @Test
  void a_group_without_an_air_force_sends_one_way_drones() throws IOException {
    IncidentReport report =
        report(
            strike(
                "actor1",
                "Hezbollah",
                "inter1",
                "Political militia",
                "country",
                "Israel",
                "actor2",
                "Military Forces of Israel (2022-)",
                "inter2",
                "State Forces"));

    assertThat(report.getWeapon()).isEqualTo(Weapon.OWA_UAV);
    assertThat(report.getInitiators()).containsExactly("Hezbollah");
  }

  @Test
  void a_clash_names_two_sides_and_not_who_did_it() throws IOException {
    IncidentReport report =
        report(strike("event_type", "Battles", "sub_event_type", "Armed clash"));

    assertThat(report.getDirected()).isFalse();
    assertThat(report.getType()).isEqualTo(IncidentType.GROUND_INCURSION);
    assertThat(report.getTargetClass()).isEqualTo(TargetClass.UNSPECIFIED);
    assertThat(report.getSummary()).contains("between");
  }

  @Test
  void disrupted_weapons_use_is_an_interception() throws IOException {
    IncidentReport report =
        report(
            strike(
                "event_type", "Strategic developments", "sub_event_type", "Disrupted weapons use"));

    assertThat(report.getType()).isEqualTo(IncidentType.INTERCEPTION);
    assertThat(report.getOutcome()).isEqualTo(Outcome.INTERCEPTED);
    assertThat(report.getDirected()).isFalse();
  }

  @Test
  void fire_on_forces_abroad_is_an_attack_on_forces_and_their_own_fire_is_not() throws IOException {
    IncidentReport on =
        report(
            strike(
                "actor1",
                "Islamic Resistance in Iraq",
                "inter1",
                "3",
                "country",
                "Iraq",
                "actor2",
                "Military Forces of the United States (2021-2025)",
                "inter2",
                "8"));
    IncidentReport by =
        report(
            strike(
                "actor2",
                "Islamic Resistance in Iraq",
                "inter2",
                "3",
                "country",
                "Iraq",
                "actor1",
                "Military Forces of the United States (2021-2025)",
                "inter1",
                "8"));

    assertThat(on.getType()).isEqualTo(IncidentType.ATTACK_ON_FORCES);
    assertThat(by.getType()).isEqualTo(IncidentType.CROSS_BORDER_STRIKE);
  }

  @Test
  void an_attack_at_sea_is_a_maritime_attack() throws IOException {
    IncidentReport report =
        report(
            strike(
                "actor1",
                "Military Forces of Yemen (2016-) Supreme Political Council",
                "inter1",
                "1",
                "actor2",
                "Civilians (International)",
                "inter2",
                "Civilians",
                "country",
                "Yemen",
                "location",
                "Red Sea"));

    assertThat(report.getType()).isEqualTo(IncidentType.MARITIME_ATTACK);
    assertThat(report.getInitiators()).containsExactly("Houthis");
  }

  @Test
  void nobody_known_is_nobody_and_no_deaths_known_is_not_zero() throws IOException {
    IncidentReport report =
        report(strike("actor2", "Unidentified Armed Group (Lebanon)", "fatalities", "0"));

    assertThat(report.getTargets()).isEmpty();
    assertThat(report.getFatalities()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "country,Chad,outside the theatres",
    "actor1,Someone Else,from abroad",
    "sub_event_type,Attack,''"
  })
  void what_concerns_no_theatre_is_left_out_with_a_reason(String column, String value, String why)
      throws IOException {
    Map<String, String> row = strike(column, value);
    if (value.equals("Attack")) {
      row.put("event_type", "Violence against civilians");
    }

    assertThat(read(AcledRows.csv(List.of(row))))
        .singleElement()
        .isInstanceOfSatisfying(Row.Skipped.class, s -> assertThat(s.why()).contains(why));
  }

  @Test
  void what_is_no_incident_any_more_withdraws_what_was_told_of_it() throws IOException {
    Map<String, String> row =
        strike("event_type", "Protests", "sub_event_type", "Peaceful protest", "inter1", "6");

    var skipped = (Row.Skipped) read(AcledRows.csv(List.of(row))).get(0);

    IncidentReport withdrawal = skipped.withdrawal();
    assertThat(withdrawal.getReportId()).isEqualTo("acled/LBN900001");
    assertThat(withdrawal.getState()).isEqualTo(RecordState.RETRACTED);
    assertThat(withdrawal.getVersion()).isEqualTo(1_899_900_000L);
    assertThat(withdrawal.getPublishedAt()).isEqualTo(Instant.ofEpochSecond(1_899_900_000L));
    assertThat(withdrawal.getSummary()).contains(skipped.why());
    assertThat(withdrawal.getRedistributable()).isFalse();
  }

  @Test
  void a_row_that_may_withdraw_something_must_say_what_and_when() throws IOException {
    List<Row> rows =
        read(AcledRows.csv(List.of(strike("country", "Chad", "timestamp", "yesterday"))));

    assertThat(rows)
        .singleElement()
        .isInstanceOfSatisfying(
            Row.Refused.class,
            refused -> {
              assertThat(refused.rejection().getField()).isEqualTo("timestamp");
              assertThat(refused.rejection().getRecordId()).isEqualTo("acled/LBN900001");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "event_id_cnty,'',MISSING_FIELD",
    "event_id_cnty,12,MALFORMED",
    "event_date,08/03/2030,MALFORMED",
    "event_date,31-02-2030,MALFORMED",
    "event_date,1930-03-08,BAD_INTERVAL",
    "time_precision,4,MALFORMED",
    "event_type,Picnics,MALFORMED",
    "sub_event_type,Armed clash,MALFORMED",
    "inter1,Aliens,MALFORMED",
    "latitude,93,BAD_COORDINATES",
    "longitude,'',BAD_COORDINATES",
    "geo_precision,0,MALFORMED",
    "fatalities,-1,MALFORMED",
    "timestamp,yesterday,MALFORMED",
    "timestamp,1999900000,FUTURE_DATED",
    "timestamp,1888000000,BAD_INTERVAL"
  })
  void a_bad_field_is_refused_with_its_name_and_line(
      String column, String value, RejectionReason reason) throws IOException {
    List<Row> rows = read(AcledRows.csv(List.of(strike(), strike(column, value), strike())));

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isInstanceOf(Row.Reported.class);
    assertThat(rows.get(2)).isInstanceOf(Row.Reported.class);
    Rejection rejection = ((Row.Refused) rows.get(1)).rejection();
    assertThat(rejection.getReason()).isEqualTo(reason);
    assertThat(rejection.getField()).isEqualTo(column);
    // the note before runs over two lines
    assertThat(rejection.getOrigin()).isEqualTo("acled.csv:4");
  }

  @Test
  void columns_may_stand_in_any_order_and_unused_ones_may_be_missing() throws IOException {
    Map<String, String> row = strike();
    row.keySet().retainAll(AcledMapper.COLUMNS);
    var names = new ArrayList<>(row.keySet());
    Collections.reverse(names);
    String csv =
        String.join(",", names)
            + "\n"
            + String.join(",", names.stream().map(row::get).toList())
            + "\n";

    assertThat(read(csv)).singleElement().isInstanceOf(Row.Reported.class);
  }

  @Test
  void a_table_without_its_columns_is_not_of_this_format() {
    assertThatThrownBy(() -> read("a,b\n1,2\n"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("event_id_cnty");
  }

  @Test
  void an_open_quote_takes_no_neighbour_with_it() throws IOException {
    String csv =
        AcledRows.csv(List.of(strike()))
            + AcledRows.line(strike()).replaceFirst("\"\\R", "\n")
            + AcledRows.line(strike());

    List<Row> rows = read(csv);

    assertThat(rows.stream().filter(Row.Reported.class::isInstance)).hasSize(2);
    assertThat(rows.stream().filter(Row.Refused.class::isInstance)).isNotEmpty();
  }

  private static IncidentReport report(Map<String, String> row) throws IOException {
    List<Row> rows = read(AcledRows.csv(List.of(row)));
    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
    return ((Row.Reported) rows.get(0)).report();
  }

  private static List<Row> read(String csv) throws IOException {
    var rows = new ArrayList<Row>();
    new AcledCsv(AcledRows.CLOCK)
        .read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "acled.csv", rows::add);
    return rows;
  }
}
