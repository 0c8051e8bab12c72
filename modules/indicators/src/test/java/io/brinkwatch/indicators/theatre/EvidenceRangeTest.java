package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.indicators.LadderParams;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of 200 days the last is 199. */
class EvidenceRangeTest {
  private static final Accounted SURE = strike("sure", 0.9).trusted(0.9).told();
  private static final Accounted RUMOUR = strike("rumour", 0.7).told();

  private static Told strike(String id, double confidence) {
    return Told.of(id, 199).by("north").on("south").severity(40).confidence(confidence);
  }

  private static Assessment assess(Collection<Accounted> told) {
    return Stage.of(200).armed("north", "south").tell(told).assess();
  }

  private static EvidenceRange range(Accounted... told) {
    List<Accounted> trusted =
        List.of(told).stream().flatMap(incident -> incident.trusted().stream()).toList();
    return EvidenceRange.of(assess(trusted), assess(List.of(told)), LadderParams.DEFAULT);
  }

  @Test
  void what_others_alone_tell_is_in_one_end_of_the_range_only() {
    EvidenceRange with = range(SURE, RUMOUR);
    EvidenceRange without = range(SURE);

    assertThat(with.trusted()).isEqualTo(without.trusted()).isPositive();
    assertThat(with.all()).isGreaterThan(without.all());
    assertThat(with.allLevel()).isGreaterThan(with.trustedLevel());
  }

  @Test
  void where_trusted_sources_tell_all_both_ends_are_the_same() {
    EvidenceRange range = range(SURE);

    assertThat(SURE.restsOnTrusted()).isTrue();
    assertThat(range.trusted()).isEqualTo(range.all());
    assertThat(range.trustedLevel()).isEqualTo(range.allLevel());
  }

  @Test
  void an_incident_is_as_sure_as_trusted_sources_make_it() {
    Accounted half = strike("half", 0.9).trusted(0.45).told();

    assertThat(half.restsOnTrusted()).isFalse();
    assertThat(half.trusted().orElseThrow().confidence()).isEqualTo(0.45);
    assertThat(half.trusted().orElseThrow().micros()).isEqualTo(18_000_000);
    assertThat(RUMOUR.trusted()).isEmpty();
  }

  @Test
  void a_visitor_has_no_weight_whoever_tells_of_it() {
    Accounted visitor = strike("visitor", 0.9).trusted(0.45).visiting().told();

    assertThat(visitor.trusted().orElseThrow().micros()).isZero();
  }
}
