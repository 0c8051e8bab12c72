package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** All indicators of a theatre together. Of 200 days the last is 199. */
class AssessorTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static Stage stage() {
    return Stage.of(200).armed("north", "south");
  }

  private static Told strike(String id, int day) {
    return Told.of(id, day).by("north").on("south").in("1/1").severity(16);
  }

  private static Stage eventful() {
    return stage()
        .tell(
            strike("a", 199),
            strike("b", 198).in("2/2").confidence(0.7),
            Told.of("carrier", 195).by("navy").force("c", Deployment.ARRIVED, Capability.CSG),
            Told.of("evacuation", 197).sign(PrecursorClass.EVACUATION_ORDERED),
            Told.of("talks", 196).sign(PrecursorClass.TALKS_PROGRESS).confidence(0.5).severity(0));
  }

  @Test
  void the_index_is_state_and_pressure_of_all_families() {
    Assessment read = eventful().assess();
    var value = new java.util.EnumMap<SubIndex, Double>(SubIndex.class);
    read.terms().forEach((term, valued) -> value.put(term, valued.value()));
    assertThat(value).containsOnlyKeys(SubIndex.values());
    assertThat(value.values()).allSatisfy(v -> assertThat(v).isPositive());
    double s = 0.8 * value.get(SubIndex.INTENSITY) + 0.2 * value.get(SubIndex.BREADTH);
    double m =
        0.30 * value.get(SubIndex.TEMPO)
            + 0.30 * value.get(SubIndex.PRECURSOR)
            + 0.15 * value.get(SubIndex.HORIZONTAL)
            + 0.15 * value.get(SubIndex.RECIPROCITY)
            + 0.10 * value.get(SubIndex.POSTURE);
    assertThat(read.index().value()).isCloseTo(s + 0.6 * (1 - s / 100) * m, CLOSE);
    assertThat(read.index().status()).isEqualTo(Status.OK);
  }

  @Test
  void an_incident_has_in_the_index_what_it_has_in_each_part() {
    Assessment read = eventful().assess();
    double room = 0.6 * (1 - read.composite().state() / 100);
    Map<SubIndex, Double> weights =
        Map.of(
            SubIndex.INTENSITY, 0.8,
            SubIndex.BREADTH, 0.2,
            SubIndex.TEMPO, 0.30 * room,
            SubIndex.PRECURSOR, 0.30 * room,
            SubIndex.HORIZONTAL, 0.15 * room,
            SubIndex.RECIPROCITY, 0.15 * room,
            SubIndex.POSTURE, 0.10 * room);
    for (String id : List.of("a", "b", "carrier", "evacuation")) {
      double points = 0;
      for (var term : read.terms().entrySet()) {
        points += weights.get(term.getKey()) * Stage.points(term.getValue(), id);
      }
      assertThat(Stage.points(read.index(), id)).as(id).isCloseTo(points, CLOSE);
    }
    // the talks take away
    assertThat(read.index().evidence().others()).isEqualTo(1);
    double taken = 0.30 * room * read.terms().get(SubIndex.PRECURSOR).evidence().rest();
    assertThat(taken).isNegative();
    assertThat(read.index().evidence().rest()).isCloseTo(taken, CLOSE);
  }

  @Test
  void without_constants_there_is_no_such_term() {
    Assessment read = eventful().families(FamilyRules.NONE).assess();
    assertThat(read.terms()).containsOnlyKeys(SubIndex.INTENSITY, SubIndex.TEMPO);
    assertThat(read.composite().contributions())
        .containsOnlyKeys(SubIndex.INTENSITY, SubIndex.TEMPO);
    assertThat(read.warning()).isFalse();
  }

  @Test
  void what_has_not_happened_yet_bears_on_nothing() {
    Assessment read =
        eventful()
            .tell(
                strike("future", 200),
                Told.of("fleet", 200).by("navy").force("d", Deployment.ARRIVED, Capability.CSG),
                Told.of("warning", 200).sign(PrecursorClass.INTEL_DISCLOSURE))
            .assess();
    assertThat(read).usingRecursiveComparison().isEqualTo(eventful().assess());
  }

  @Test
  void a_young_theatre_is_degraded_as_a_whole() {
    Assessment read = eventful().before(170).assess();
    assertThat(read.terms().get(SubIndex.HORIZONTAL).status()).isEqualTo(Status.WARMUP);
    assertThat(read.index().status()).isEqualTo(Status.DEGRADED);
    assertThat(eventful().before(96).assess().index().status()).isEqualTo(Status.OK);
  }

  @Test
  void a_theatre_nobody_ever_watched_has_no_data() {
    Stage stage = eventful().before(200);
    var view = stage.view();
    var unwatched =
        new TheatreView(
            view.theatre(),
            view.at(),
            view.firstDay(),
            view.families(),
            view.micros(),
            view.dark(),
            List.of(),
            view.incidents(),
            view.parties());
    Assessment read = Assessor.assess(unwatched, stage.rules());
    assertThat(read.index().status()).isEqualTo(Status.NO_DATA);
    assertThat(read.terms().values())
        .allSatisfy(valued -> assertThat(valued.status()).isEqualTo(Status.NO_DATA));
  }

  @Test
  void tempo_stands_still_while_all_feeds_are_dark_however_short() {
    Stage lit = Stage.of(198).tell(strike("s", 197));
    for (int i = 0; i < 20; i++) {
      lit.tell(strike("s" + i, 197));
    }
    Valued before = lit.assess().tempo().value();
    assertThat(before.value()).isPositive();
    for (int days : new int[] {1, 2, 3, 60}) {
      Stage dark = Stage.of(198 + days).dark(198, 198 + days).tell(lit.incidents());
      Valued held = dark.assess().tempo().value();
      assertThat(held.value()).isEqualTo(before.value());
      assertThat(held.status()).isEqualTo(Status.STALE);
      assertThat(held.asOf()).hasValue(Days.end(Stage.FIRST + 197));
      assertThat(held.evidence()).isEqualTo(before.evidence());
    }
  }

  @Test
  void where_only_its_own_feed_is_dark_tempo_is_that_of_the_last_day_it_could_be_judged() {
    Stage stage = stage().feed("WIRE", 0, 200).fails(190, 200).tell(strike("a", 189));
    Valued tempo = stage.assess().tempo().value();
    // a week with four days watched is the last that can be judged: 187 to 193
    assertThat(tempo.asOf()).hasValue(Days.end(Stage.FIRST + 192));
    assertThat(tempo.status()).isEqualTo(Status.STALE);
  }
}
