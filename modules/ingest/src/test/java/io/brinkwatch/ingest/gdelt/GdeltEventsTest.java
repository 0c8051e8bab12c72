package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.ReferenceFiles;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.TargetClass;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GdeltEventsTest {
  private static final Instant NOW = Instant.parse("2024-01-05T10:20:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final GdeltEvents events = GdeltEvents.v2(CLOCK);

  @Test
  void a_row_of_an_air_strike_becomes_a_report() {
    IncidentReport report = report(EventRow.v2());

    assertThat(report.getReportId()).isEqualTo("gdelt/900000001");
    assertThat(report.getVersion()).isEqualTo(1);
    assertThat(report.getFamily()).isEqualTo(FeedFamily.GDELT);
    assertThat(report.getType()).isEqualTo(IncidentType.CROSS_BORDER_STRIKE);
    assertThat(report.getWeapon()).isEqualTo(Weapon.AIR_STRIKE);
    assertThat(report.getInitiators()).containsExactly("Israel");
    assertThat(report.getTargets()).containsExactly("Hezbollah");
    assertThat(report.getTargetClass()).isEqualTo(TargetClass.TACTICAL_MILITARY);
    assertThat(report.getDirected()).isTrue();
    assertThat(report.getFatalities()).isNull();
    assertThat(report.getIngestedAt()).isEqualTo(NOW);
    assertThat(report.getSummary())
        .isEqualTo(
            "Israel used aerial weapons (CAMEO 195), towards Hezbollah, Tyre, Al Janub, Lebanon");
  }

  @Test
  void the_day_is_when_it_happened_and_dateadded_when_it_was_published() {
    IncidentReport report = report(EventRow.v2().day("20240104"));

    assertThat(report.getOccurredFrom()).isEqualTo(Instant.parse("2024-01-04T00:00:00Z"));
    assertThat(report.getOccurredTo()).isEqualTo(Instant.parse("2024-01-05T00:00:00Z"));
    assertThat(report.getTimePrecision()).isEqualTo(TimePrecision.DAY);
    assertThat(report.getPublishedAt()).isEqualTo(Instant.parse("2024-01-05T10:15:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"20231229", "20231206", "20230105", "20100505"})
  void an_anniversary_is_no_new_incident(String day) {
    assertThat(skipped(EventRow.v2().day(day))).isEqualTo(GdeltEvents.OLD);
  }

  @Test
  void a_report_says_under_which_terms_and_of_which_page_it_is() {
    IncidentReport report = report(EventRow.v2());

    assertThat(report.getLicence()).contains("GDELT Project", "https://www.gdeltproject.org/");
    assertThat(report.getRedistributable()).isTrue();
    assertThat(report.getSource().getPublisher()).isEqualTo("example.org");
    assertThat(report.getSource().getUrl()).isEqualTo("https://www.example.org/news/strike");
    assertThat(report.getSource().getReliability()).isEqualTo(Reliability.F);
    assertThat(report.getSource().getCredibility()).isEqualTo(Credibility.C4);
    assertThat(report.getStory())
        .isEqualTo(report(EventRow.v2().cell(0, "900000002")).getStory())
        .isNotEqualTo(report(EventRow.v2().url("https://example.org/b")).getStory());
  }

  @Test
  void an_outlet_that_is_listed_has_its_own_grade_and_family() {
    var source = report(EventRow.v2().url("https://m.jpost.com/a")).getSource();

    assertThat(source.getPublisher()).isEqualTo("JERUSALEM_POST");
    assertThat(source.getReliability()).isEqualTo(Reliability.C);
  }

  @ParameterizedTest
  @CsvSource({
    "BBC Monitoring, BBC Monitoring",
    "javascript:alert(1), javascript:alert(1)",
    "'', GDELT"
  })
  void what_is_no_web_address_is_a_name_and_no_link(String url, String name) {
    IncidentReport report = report(EventRow.v2().url(url));

    assertThat(report.getSource().getName()).isEqualTo(name);
    assertThat(report.getSource().getUrl()).isNull();
    assertThat(report.getStory()).isNull();
  }

  @Test
  void version_1_of_the_format_is_read_with_and_without_an_address() {
    GdeltEvents v1 =
        GdeltEvents.v1(Clock.fixed(Instant.parse("2024-02-01T00:00:00Z"), ZoneOffset.UTC));
    List<Row> rows = rows(v1, EventRow.v1(57) + "\n" + EventRow.v1(58) + "\n" + EventRow.v2());

    IncidentReport without = ((Row.Reported) rows.get(0)).report();
    IncidentReport with = ((Row.Reported) rows.get(1)).report();
    assertThat(without.getSource().getName()).isEqualTo("GDELT");
    assertThat(with.getSource().getName()).isEqualTo("example.org");
    assertThat(with.getPlace().getLatitude()).isEqualTo(33.2733);
    assertThat(with.getPublishedAt()).isEqualTo(Instant.parse("2024-01-06T00:00:00Z"));
    assertThat(((Row.Refused) rows.get(2)).rejection().getDetail())
        .isEqualTo("the line has 61 columns; expected 57 or 58 (GDELT 1.0)");
  }

  @Test
  void a_bad_row_leaves_its_neighbours_alone() {
    String good = EventRow.v2().toString();
    String file =
        String.join(
            "\n", good, good.substring(0, 90), good.replace("20240105\t", "20240230\t"), good);

    assertThat(rows(events, file))
        .extracting(row -> row.getClass().getSimpleName())
        .containsExactly("Reported", "Refused", "Refused", "Reported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0  | x9             | MALFORMED       | GlobalEventID  | GlobalEventID is 'x9'; expected digits",
        "1  | 20240230       | MALFORMED       | Day            | Day is '20240230'; expected a day from 1970 on, as YYYYMMDD",
        "1  | 19690101       | MALFORMED       | Day            | Day is '19690101'",
        "1  | 20240106       | BAD_INTERVAL    | Day            | Day is 2024-01-06; expected nothing after publication",
        "59 | 20240105250000 | MALFORMED       | DATEADDED      | DATEADDED is '20240105250000'",
        "59 | 20240105       | MALFORMED       | DATEADDED      | DATEADDED is '20240105'; expected a time",
        "59 | 20240105103000 | FUTURE_DATED    | DATEADDED      | expected nothing after now, 2024-01-05T10:20:00Z",
        "56 | 91.5           | BAD_COORDINATES | ActionGeo_Lat  | ActionGeo_Lat is '91.5'; expected degrees from -90 to 90",
        "57 | 1e2            | BAD_COORDINATES | ActionGeo_Long | ActionGeo_Long is '1e2'",
        "57 | -180.01        | BAD_COORDINATES | ActionGeo_Long | expected degrees from -180 to 180",
        "26 | ---            | MISSING_FIELD   | EventCode      | EventCode is empty",
        "26 | 99             | MALFORMED       | EventCode      | EventCode is '99'; expected a CAMEO code"
      })
  void a_refusal_names_line_and_column(
      int column, String value, RejectionReason reason, String field, String detail) {
    List<Row> rows = rows(events, EventRow.v2() + "\n" + EventRow.v2().cell(column, value));

    Rejection rejection = ((Row.Refused) rows.get(1)).rejection();
    assertThat(rejection.getOrigin()).isEqualTo("made.CSV:2");
    assertThat(rejection.getReason()).isEqualTo(reason);
    assertThat(rejection.getField()).isEqualTo(field);
    assertThat(rejection.getDetail()).contains(detail);
    assertThat(rejection.getFeed()).isEqualTo("gdelt");
  }

  @Test
  void a_row_that_is_no_incident_is_refused_all_the_same_if_it_is_broken() {
    assertThat(rows(events, EventRow.v2().code("042").at("33", "181").toString()).get(0))
        .isInstanceOf(Row.Refused.class);
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] bad =
        EventRow.v2().place("4", "T\u00e9", "LE").toString().getBytes(StandardCharsets.ISO_8859_1);

    Rejection rejection =
        ((Row.Refused) rows(events, new ByteArrayInputStream(bad)).get(0)).rejection();
    assertThat(rejection.getDetail()).isEqualTo("the line is not valid UTF-8");
    assertThat(rejection.getRecordId()).isEqualTo("gdelt/900000001");
  }

  @Test
  void quotes_are_letters_like_others() {
    List<Row> rows =
        rows(
            events,
            EventRow.v2().place("4", "\"Tyre, Lebanon", "LE")
                + "\r\n\n"
                + EventRow.v2().cell(6, "A\"B"));

    assertThat(rows).hasSize(2);
    assertThat(((Row.Reported) rows.get(0)).report().getPlace().getName())
        .isEqualTo("\"Tyre, Lebanon");
  }

  @Test
  void control_characters_of_a_place_name_are_left_out() {
    assertThat(report(EventRow.v2().place("4", "Ty\u0085re\u202e", "LE")).getPlace().getName())
        .isEqualTo("Tyre");
  }

  @Test
  void leading_zeros_count() {
    assertThat(skipped(EventRow.v2().code("019"))).startsWith("words");
    assertThat(report(EventRow.v2().code("195")).getWeapon()).isEqualTo(Weapon.AIR_STRIKE);
    assertThat(report(EventRow.v2().code("0871")).getType())
        .isEqualTo(IncidentType.CEASEFIRE_OR_WITHDRAWAL);
  }

  @Test
  void a_place_without_coordinates_is_no_point() {
    assertThat(report(EventRow.v2().at("", "")).getPlace().getPrecision())
        .isEqualTo(GeoPrecision.UNKNOWN);
    assertThat(report(EventRow.v2().at("", "35.2")).getPlace().getLongitude()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, Lebanon, LE, COUNTRY",
    "5, 'Al Janub, Lebanon', LE, AREA",
    "4, 'Tyre, Al Janub, Lebanon', LE, NEAR",
    "4, 'Southern Lebanon, Lebanon (general), Lebanon', LE, AREA"
  })
  void centroids_are_told_from_cities(
      String type, String name, String fips, GeoPrecision precision) {
    var place = report(EventRow.v2().place(type, name, fips)).getPlace();

    assertThat(place.getPrecision()).isEqualTo(precision);
    assertThat(place.getCountry()).isEqualTo("Lebanon");
    assertThat(place.getRadiusKm()).isEqualTo(precision == GeoPrecision.NEAR ? 15.0 : null);
  }

  @Test
  void the_middle_of_israel_names_no_theatre() {
    EventRow row = hezbollahOnIsrael().place("1", "Israel", "IS").at("31.5", "34.75");

    var place = report(row).getPlace();
    assertThat(place.getCountry()).isEqualTo("Israel");
    assertThat(place.getPrecision()).isEqualTo(GeoPrecision.COUNTRY);
    assertThat(place.getLatitude()).isNull();
  }

  @Test
  void gaza_is_not_in_israel_whatever_its_code() {
    EventRow row =
        EventRow.v2()
            .state(2, "PSE", "PALESTINIAN")
            .place("4", "Gaza, Israel (general), Israel", "IS");

    assertThat(report(row).getPlace().getCountry()).isEqualTo("Gaza Strip");
  }

  @Test
  void an_armed_group_is_not_its_country() {
    EventRow rebels = EventRow.v2().actor(2, "LBNREB", "REBEL", "LBN", "", "REB").code("193");
    EventRow houthis =
        EventRow.v2()
            .actor(2, "YEMREB", "REBEL", "YEM", "", "REB")
            .place("4", "Hodeidah, Yemen", "YM");

    assertThat(skipped(rebels)).isEqualTo(Judge.ONE_SIDE);
    assertThat(report(houthis).getTargets()).containsExactly("Houthis");
  }

  @Test
  void an_attack_on_forces_abroad_is_told_from_one_on_a_country() {
    EventRow row =
        EventRow.v2()
            .actor(1, "IRQREB", "KATAIB", "IRQ", "", "REB")
            .actor(2, "USAMIL", "US TROOPS", "USA", "", "MIL")
            .place("4", "Erbil, Arbil, Iraq", "IZ");

    IncidentReport report = report(row);
    assertThat(report.getType()).isEqualTo(IncidentType.ATTACK_ON_FORCES);
    assertThat(report.getInitiators()).isEmpty();
    assertThat(report.getDirected()).isFalse();
  }

  @Test
  void blank_actors_do_not_hide_a_strike_whose_weapon_and_place_are_told() {
    assertThat(report(EventRow.v2().nobody(2)).getTargets()).isEmpty();
    assertThat(skipped(EventRow.v2().nobody(2).code("190"))).isEqualTo(Judge.ONE_SIDE);
    assertThat(skipped(EventRow.v2().nobody(1).nobody(2))).isEqualTo(Judge.NO_PARTY);
  }

  @Test
  void at_sea_every_attack_is_maritime_and_a_seizure_is_one() {
    EventRow row =
        EventRow.v2()
            .actor(1, "YEMREB", "HOUTHI", "YEM", "", "REB")
            .actor(2, "BUS", "CARGO SHIP", "", "", "BUS")
            .place("4", "Red Sea, Oceans (general), Oceans", "OS")
            .at("20.2", "38.5");

    IncidentReport fired = report(row);
    assertThat(fired.getType()).isEqualTo(IncidentType.MARITIME_ATTACK);
    assertThat(fired.getTargetClass()).isEqualTo(TargetClass.SHIPPING_INFRA);
    assertThat(report(row.code("181")).getWeapon()).isEqualTo(Weapon.VESSEL_SEIZURE);
    assertThat(skipped(row.place("4", "Hodeidah, Yemen", "YM"))).contains("on land");
  }

  @ParameterizedTest
  @CsvSource({
    "072,  Iran,   Hezbollah, DELIVERED",
    "0332, Iran,   Hezbollah, INTENT",
    "1222, Iran,   Hezbollah, DENIED",
    "1622, Iran,   Hezbollah, DENIED",
    "0212, Hezbollah, Iran,   INTENT",
    "0232, Hezbollah, Iran,   INTENT",
    "1032, Hezbollah, Iran,   INTENT"
  })
  void military_aid_is_a_transfer_from_supplier_to_recipient(
      String code, String supplier, String recipient, ClaimStage stage) {
    IncidentReport report = report(EventRow.v2().code(code).state(1, "IRN", "IRAN"));

    assertThat(report.getType()).isEqualTo(IncidentType.ARMS_TRANSFER);
    assertThat(report.getClaimStage()).isEqualTo(stage);
    assertThat(report.getInitiators()).containsExactly(supplier);
    assertThat(report.getTargets()).containsExactly(recipient);
    assertThat(report.getWeapon()).isEqualTo(Weapon.UNSPECIFIED);
  }

  @ParameterizedTest
  @CsvSource({
    "130, THREAT_OR_STATEMENT",
    "1384, THREAT_OR_STATEMENT",
    "139, THREAT_OR_STATEMENT",
    "163, SANCTION",
    "0874, CEASEFIRE_OR_WITHDRAWAL",
    "192, GROUND_INCURSION",
    "186, TARGETED_KILLING",
    "1831, CROSS_BORDER_STRIKE"
  })
  void codes_have_types(String code, IncidentType type) {
    assertThat(report(EventRow.v2().code(code)).getType()).isEqualTo(type);
  }

  @Test
  void an_attempt_on_a_life_failed() {
    assertThat(report(EventRow.v2().code("185")).getOutcome()).isEqualTo(Outcome.FOILED);
  }

  @Test
  void a_mobilisation_is_ordered_at_most() {
    IncidentReport report = report(EventRow.v2().code("154").nobody(2));

    assertThat(report.getType()).isEqualTo(IncidentType.FORCE_DEPLOYMENT);
    assertThat(report.getForceStatus()).isEqualTo(ForceStatus.ORDERED);
  }

  @Test
  void words_belong_to_the_theatre_of_those_whom_they_concern() {
    EventRow row =
        EventRow.v2()
            .code("130")
            .state(1, "IRN", "IRAN")
            .state(2, "ISR", "ISRAEL")
            .place("3", "Washington, District of Columbia, United States", "US")
            .at("38.9", "-77.0");

    var place = report(row).getPlace();
    assertThat(place.getCountry()).isEqualTo("United States");
    assertThat(place.getLatitude()).isNull();
    assertThat(skipped(row.state(1, "USA", "UNITED STATES"))).isEqualTo(Judge.NO_THEATRE);
  }

  @Test
  void a_fight_elsewhere_or_of_others_is_no_strike_here() {
    assertThat(skipped(EventRow.v2().place("4", "Moscow, Moskva, Russia", "RS")))
        .isEqualTo(Judge.ELSEWHERE);
    assertThat(skipped(EventRow.v2().state(1, "MEX", "MEXICO").state(2, "NGA", "NIGERIA")))
        .isEqualTo(Judge.NO_PARTY);
    assertThat(skipped(EventRow.v2().state(1, "USA", "UNITED STATES").state(2, "RUS", "RUSSIA")))
        .isEqualTo(Judge.NOT_REGIONAL);
  }

  @Test
  void what_is_no_incident_between_parties_is_left_out() {
    assertThat(skipped(EventRow.v2().cell(25, "0"))).isEqualTo(GdeltEvents.NOT_ROOT);
    assertThat(skipped(EventRow.v2().code("141"))).startsWith("protest");
    assertThat(skipped(EventRow.v2().actor(1, "ISRCVL", "SETTLER", "ISR", "", "CVL")))
        .isEqualTo(Judge.CIVILIAN);
    assertThat(skipped(EventRow.v2().state(2, "ISR", "ISRAEL"))).isEqualTo(Judge.SAME_SIDE);
    assertThat(skipped(EventRow.v2().state(1, "IRN", "IRAN").state(2, "SYR", "SYRIA")))
        .isEqualTo(Judge.ALLIES);
  }

  @Test
  void a_dateline_is_not_an_actor_of_force() {
    assertThat(skipped(EventRow.v2().state(1, "LBN", "BEIRUT").code("190")))
        .isEqualTo(Judge.ONE_SIDE);
    assertThat(
            report(EventRow.v2().code("130").state(1, "IRN", "TEHRAN").state(2, "ISR", "ISRAEL"))
                .getInitiators())
        .containsExactly("Iran");
  }

  @Test
  void fire_from_home_ground_has_no_point_and_a_fight_there_is_left_out() {
    EventRow row = hezbollahOnIsrael().place("4", "Tyre, Al Janub, Lebanon", "LE");

    assertThat(report(row.code("194")).getPlace().getLatitude()).isNull();
    assertThat(skipped(row.code("190"))).isEqualTo(Judge.AT_HOME);
  }

  @Test
  void what_is_no_event_file_at_all_says_so() {
    assertThatThrownBy(() -> rows(events, "<html><body>502</body></html>"))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "made.CSV is not a GDELT event file: its first line has no tab and is '<html><body>502</body></html>'");
  }

  @Test
  void a_line_without_end_is_counted_and_not_kept() {
    byte[] row = (EventRow.v2() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] endless = new byte[3 * TabLines.MAX_BYTES];
    Arrays.fill(endless, (byte) 'x');
    endless[endless.length - 1] = '\n';
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(row),
            new SequenceInputStream(
                new ByteArrayInputStream(endless), new ByteArrayInputStream(row)));

    List<Row> rows = rows(events, in);
    assertThat(rows)
        .extracting(r -> r.getClass().getSimpleName())
        .containsExactly("Reported", "Refused", "Reported");
    assertThat(((Row.Refused) rows.get(1)).rejection().getDetail())
        .startsWith("the line has 786431 bytes");
  }

  @Test
  void lines_may_be_cut_anywhere_by_the_stream() {
    byte[] file =
        ("\ufeff" + EventRow.v2() + "\n" + EventRow.v2().code("042"))
            .getBytes(StandardCharsets.UTF_8);
    InputStream drops =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] to, int from, int length) {
            return super.read(to, from, Math.min(length, 7));
          }
        };

    assertThat(rows(events, drops))
        .extracting(r -> r.getClass().getSimpleName())
        .containsExactly("Reported", "Skipped");
  }

  @Test
  void parties_are_actors_of_the_reference_data() {
    List<Actor> actors = ReferenceFiles.bundled().actors();
    Set<String> withTheatre =
        actors.stream()
            .filter(a -> a.getHomeTheatre() != null)
            .map(Actor::getName)
            .collect(Collectors.toSet());

    assertThat(actors).extracting(Actor::getName).containsAll(Party.table().keySet());
    assertThat(Party.table().values())
        .allSatisfy(
            p -> assertThat(p.hasTheatre()).as(p.name()).isEqualTo(withTheatre.contains(p.name())));
  }

  @Test
  void tables_name_only_parties_that_there_are() {
    Set<String> parties = Party.table().keySet();

    assertThat(Tables.read("gdelt/actors.csv"))
        .extracting(r -> r.getField("party"))
        .allMatch(parties::contains);
    assertThat(Tables.read("gdelt/allies.csv"))
        .allMatch(r -> parties.contains(r.getField("a")) && parties.contains(r.getField("b")));
  }

  @Test
  void every_code_that_is_no_incident_says_why() {
    assertThat(Meaning.table().values())
        .filteredOn(m -> m.type() == null)
        .noneMatch(m -> m.why().isBlank());
    assertThat(Meaning.table().values())
        .filteredOn(m -> m.type() != null)
        .noneMatch(m -> m.label().isBlank());
  }

  private static EventRow hezbollahOnIsrael() {
    return EventRow.v2()
        .actor(1, "LBNREBHEZ", "HEZBOLLAH", "LBN", "HEZ", "REB")
        .state(2, "ISR", "ISRAEL");
  }

  private IncidentReport report(EventRow row) {
    return assertIs(Row.Reported.class, row).report();
  }

  private String skipped(EventRow row) {
    return assertIs(Row.Skipped.class, row).why();
  }

  private <R extends Row> R assertIs(Class<R> type, EventRow row) {
    List<Row> rows = rows(events, row.toString());
    assertThat(rows).singleElement().isInstanceOf(type);
    return type.cast(rows.get(0));
  }

  private static List<Row> rows(GdeltEvents format, String file) {
    return rows(format, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Row> rows(GdeltEvents format, InputStream in) {
    var rows = new ArrayList<Row>();
    try {
      format.read(in, "made.CSV", rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
