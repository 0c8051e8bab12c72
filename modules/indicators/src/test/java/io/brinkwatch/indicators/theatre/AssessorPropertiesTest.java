package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.CompositeIndex;
import io.brinkwatch.indicators.CompositeWeights;
import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds whatever happens in a theatre. Of 150 days the last is 149. */
class AssessorPropertiesTest {
  private static final int DAYS = 150;
  private static final Set<SubIndex> KINETIC =
      Set.of(
          SubIndex.INTENSITY,
          SubIndex.BREADTH,
          SubIndex.TEMPO,
          SubIndex.HORIZONTAL,
          SubIndex.RECIPROCITY);

  private static Stage stage(int days, List<Accounted> told) {
    return Stage.of(days)
        .armed("a", "b", "c", "d")
        .sponsor("d", "a")
        .alias("A", "a")
        .share("b", 0.5)
        .tell(told);
  }

  private static Assessment assess(List<Accounted> told) {
    return stage(DAYS, told).assess();
  }

  private static List<Valued> values(Assessment read) {
    var values = new ArrayList<>(read.terms().values());
    values.addAll(read.intensities().values());
    values.add(read.index());
    read.reciprocity().orElseThrow().dyads().forEach(dyad -> values.add(dyad.value()));
    return values;
  }

  @Property(tries = 60)
  void the_order_in_which_incidents_are_held_changes_nothing(
      @ForAll("told") List<Accounted> told, @ForAll Random random) {
    var shuffled = new ArrayList<>(told);
    Collections.shuffle(shuffled, random);
    assertThat(values(assess(shuffled))).isEqualTo(values(assess(told)));
    assertThat(assess(shuffled).spread()).isEqualTo(assess(told).spread());
    assertThat(assess(shuffled).reciprocity()).isEqualTo(assess(told).reciprocity());
    assertThat(assess(shuffled).posture()).isEqualTo(assess(told).posture());
    assertThat(assess(shuffled).precursors()).isEqualTo(assess(told).precursors());
  }

  @Property(tries = 150)
  void every_value_is_in_range_and_the_sum_of_what_incidents_have_in_it(
      @ForAll("told") List<Accounted> told, @ForAll @IntRange(min = 0, max = 3) int limit) {
    var listed = new ArrayList<>(values(stage(DAYS, told).assess()));
    boolean isCalming = told.stream().anyMatch(AssessorPropertiesTest::isCalm);
    for (Valued value : listed) {
      assertThat(value.value()).isBetween(0.0, 100.0);
      // all are listed: what is left is what those take away that calm
      if (isCalming) {
        assertThat(value.evidence().rest()).isLessThan(1e-9);
      } else {
        assertThat(value.evidence().rest()).isCloseTo(0, within(1e-9));
        assertThat(value.evidence().others()).isZero();
      }
    }
    for (Valued value : values(stage(DAYS, told).evidenceLimit(limit).assess())) {
      assertThat(value.evidence().listed()).hasSizeLessThanOrEqualTo(limit);
      assertThat(Stage.sum(value)).isCloseTo(value.value(), within(1e-9));
    }
  }

  private static boolean isCalm(Accounted incident) {
    return incident
        .traits()
        .sign()
        .filter(s -> s.what() == PrecursorClass.CEASEFIRE_AGREED)
        .isPresent();
  }

  @Property(tries = 60)
  void a_visitor_changes_nothing_that_happened(
      @ForAll("told") List<Accounted> told, @ForAll("one") Told visitor) {
    var more = new ArrayList<>(told);
    more.add(visitor.visiting().told());
    Assessment before = assess(told);
    Assessment after = assess(more);
    for (SubIndex term : KINETIC) {
      assertThat(after.terms().get(term)).as("" + term).isEqualTo(before.terms().get(term));
    }
    assertThat(after.reciprocity()).isEqualTo(before.reciprocity());
    assertThat(after.spread().orElseThrow().spillover())
        .isEqualTo(before.spread().orElseThrow().spillover());
    assertThat(after.floor()).isEqualTo(before.floor());
  }

  @Property(tries = 60)
  void trusted_sources_alone_never_make_intensity_higher(@ForAll("told") List<Accounted> told) {
    Assessment all = assess(told);
    Assessment trusted = assess(trusted(told));
    all.intensities()
        .forEach(
            (halfLife, value) ->
                assertThat(trusted.intensities().get(halfLife).value())
                    .isLessThanOrEqualTo(value.value()));
  }

  @Property(tries = 60)
  void what_trusted_sources_do_not_tell_changes_nothing_they_tell(
      @ForAll("told") List<Accounted> told, @ForAll("one") Told other) {
    var more = new ArrayList<>(told);
    more.add(other.untrusted().told());
    assertThat(values(assess(trusted(more)))).isEqualTo(values(assess(trusted(told))));
  }

  private static List<Accounted> trusted(List<Accounted> told) {
    return told.stream().flatMap(incident -> incident.trusted().stream()).toList();
  }

  @Property(tries = 60)
  void an_outage_of_all_feeds_changes_no_value_however_long(
      @ForAll("told") List<Accounted> told, @ForAll @IntRange(min = 1, max = 120) int dark) {
    Assessment before = assess(told);
    Assessment after = stage(DAYS + dark, told).dark(DAYS, DAYS + dark).assess();
    before
        .terms()
        .forEach(
            (term, value) ->
                assertThat(after.terms().get(term).value()).as("" + term).isEqualTo(value.value()));
    assertThat(after.index().value()).isEqualTo(before.index().value());
  }

  @Property(tries = 60)
  void an_incident_told_and_taken_back_leaves_no_trace(
      @ForAll("told") List<Accounted> told, @ForAll("one") Told other) {
    var more = new ArrayList<>(told);
    more.add(0, other.told());
    assess(more);
    more.remove(0);
    assertThat(values(assess(more))).isEqualTo(values(assess(told)));
  }

  @Property(tries = 60)
  void names_learnt_later_are_as_good_as_ids(@ForAll("told") List<Accounted> told) {
    // "A" is a; told of "a" from the first, the theatre reads the same
    List<Accounted> renamed = told.stream().map(AssessorPropertiesTest::renamed).toList();
    assertThat(values(assess(renamed))).isEqualTo(values(assess(told)));
  }

  private static Accounted renamed(Accounted i) {
    Traits t = i.traits();
    var traits =
        new Traits(
            t.severity(),
            t.initiators().stream().map(n -> n.equals("A") ? "a" : n).toList(),
            t.targets().stream().map(n -> n.equals("A") ? "a" : n).toList(),
            t.directed(),
            t.theatre(),
            t.area(),
            t.means(),
            t.target(),
            t.threshold(),
            t.force(),
            t.sign());
    return new Accounted(
        i.id(),
        i.version(),
        i.family(),
        i.from(),
        i.to(),
        i.micros(),
        i.kinetic(),
        i.confidence(),
        i.fatalities(),
        i.floors(),
        i.summary(),
        i.resident(),
        i.sourcing(),
        traits);
  }

  @Property(tries = 60)
  void a_grave_act_not_answered_never_lowers_reciprocity(@ForAll("told") List<Accounted> told) {
    double before = assess(told).reciprocity().orElseThrow().value().value();
    var more = new ArrayList<>(told);
    more.add(Told.of("grave", 149).at(22).by("x").on("c").severity(30).told());
    double after = assess(more).reciprocity().orElseThrow().value().value();
    assertThat(after).isGreaterThanOrEqualTo(before);
    assertThat(after).isGreaterThan(60);
  }

  @Property(tries = 200)
  void raising_a_part_never_lowers_the_index(
      @ForAll("parts") EnumMap<SubIndex, Double> parts,
      @ForAll SubIndex raised,
      @ForAll @DoubleRange(min = 0, max = 100) double to) {
    var higher = new EnumMap<>(parts);
    higher.merge(raised, to, Math::max);
    assertThat(CompositeIndex.of(higher, CompositeWeights.DEFAULT).value())
        .isGreaterThanOrEqualTo(CompositeIndex.of(parts, CompositeWeights.DEFAULT).value() - 1e-9);
  }

  @Provide
  Arbitrary<EnumMap<SubIndex, Double>> parts() {
    return Arbitraries.maps(Arbitraries.of(SubIndex.class), Arbitraries.doubles().between(0, 100))
        .ofMinSize(1)
        .map(EnumMap::new);
  }

  // -- what happens ------------------------------------------------------------------------------

  @Provide
  Arbitrary<List<Accounted>> told() {
    return one()
        .list()
        .ofMaxSize(40)
        .map(
            all -> {
              var told = new ArrayList<Accounted>();
              for (int i = 0; i < all.size(); i++) {
                told.add(renumbered(all.get(i).told(), "i" + i));
              }
              return told;
            });
  }

  private static Accounted renumbered(Accounted i, String id) {
    return new Accounted(
        id,
        i.version(),
        i.family(),
        i.from(),
        i.to(),
        i.micros(),
        i.kinetic(),
        i.confidence(),
        i.fatalities(),
        i.floors(),
        i.summary(),
        i.resident(),
        i.sourcing(),
        i.traits());
  }

  @Provide
  Arbitrary<Told> one() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 149), Arbitraries.integers().between(130, 149)),
            Arbitraries.integers().between(0, 11),
            Arbitraries.of("a", "A", "b", "c", "x"),
            Arbitraries.of("a", "b", "c", "town"),
            Arbitraries.of("", "1/1", "2/2", "3/3"),
            Arbitraries.of(2.0, 6.0, 13.0, 25.0),
            Arbitraries.of(0.3, 0.5, 0.9),
            Arbitraries.integers().between(0, 9))
        .as(AssessorPropertiesTest::some);
  }

  private static Told some(
      int day,
      int hour,
      String by,
      String on,
      String area,
      double severity,
      double confidence,
      int kind) {
    Told told =
        Told.of("one", day)
            .at(hour)
            .by(by)
            .on(on)
            .in(area)
            .severity(severity)
            .confidence(confidence)
            .with(severity > 10 ? "MISSILE" : "ROCKET");
    if (hour % 3 > 0) {
      told.trusted(confidence / (hour % 3));
    }
    return switch (kind) {
      case 0 -> told.force("f" + by, Deployment.ARRIVED, Capability.CSG, Capability.PATRIOT);
      case 1 -> told.force("f" + by, Deployment.ENROUTE, Capability.CSG);
      case 2 -> told.sign(PrecursorClass.EVACUATION_ORDERED);
      case 3 -> told.transfer("missile", 0.5);
      case 4 -> told.sign(PrecursorClass.CEASEFIRE_AGREED);
      case 5 -> told.undirected();
      case 6 -> told.at(0).lasting(24);
      case 7 -> told.threshold();
      case 8 -> told.visiting();
      default -> told;
    };
  }
}
