package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.reciprocity.LedgerParams;
import io.brinkwatch.indicators.reciprocity.ResponseParams;
import io.brinkwatch.indicators.spread.SpilloverParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shares, the evidence made of them, and the records that carry constants and traits. */
class SharesTest {
  private static Share share(String id, double points) {
    return new Share(id, 3, points, 0.5, "what it was");
  }

  @Test
  void an_incident_has_one_share_the_sum_of_its_shares() {
    assertThat(Shares.merged(List.of(share("b", 1), share("a", 2), share("b", -4))))
        .containsExactly(share("a", 2), share("b", -3));
    assertThat(Shares.merged(List.of())).isEmpty();
  }

  @Test
  void the_largest_are_listed_and_the_others_are_the_rest() {
    Evidence evidence =
        Evidence.of(10, List.of(share("c", 2), share("b", 2), share("a", 1), share("d", 5)), 2);
    assertThat(evidence.listed()).containsExactly(share("d", 5), share("b", 2));
    assertThat(evidence.others()).isEqualTo(2);
    assertThat(evidence.rest()).isEqualTo(3);
  }

  @Test
  void who_has_nothing_is_no_evidence_and_who_takes_away_is_in_the_rest() {
    Evidence evidence = Evidence.of(3, List.of(share("a", 5), share("b", 0), share("c", -2)), 20);
    assertThat(evidence.listed()).containsExactly(share("a", 5));
    assertThat(evidence.others()).isEqualTo(1);
    assertThat(evidence.rest()).isEqualTo(-2);
  }

  @Test
  void rounding_is_no_rest() {
    var shares = new ArrayList<Share>();
    for (int i = 0; i < 10; i++) {
      shares.add(share("" + i, 0.1));
    }
    assertThat(Evidence.of(1, shares, 10).rest()).isZero();
    assertThat(Evidence.of(1, shares, 9).rest()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void lists_of_traits_and_forces_are_copies() {
    var names = new ArrayList<>(List.of("north"));
    var traits =
        new Traits(
            1, names, names, true, "", "", "", "", false, Optional.empty(), Optional.empty());
    names.add("south");
    assertThat(traits.initiators()).containsExactly("north");
    assertThat(traits.targets()).containsExactly("north");
  }

  @Test
  void constants_without_meaning_are_rejected() {
    assertThatThrownBy(() -> new FamilyRules.Spread(SpilloverParams.DEFAULT, -1, 28))
        .hasMessage("guardDays must not be negative, was -1");
    assertThatThrownBy(() -> new FamilyRules.Spread(SpilloverParams.DEFAULT, 7, 0))
        .hasMessage("leastDays must be positive, was 0");
    assertThatThrownBy(() -> reciprocity(3, 0.5, 3, 10))
        .hasMessage("days must be more than lags, was 3");
    assertThatThrownBy(() -> reciprocity(90, 1.1, 3, 10)).hasMessageContaining("credible");
    assertThatThrownBy(() -> reciprocity(90, 0.5, 0, 10))
        .hasMessage("lags must be positive, was 0");
    assertThatThrownBy(() -> reciprocity(90, 0.5, 3, 0))
        .hasMessage("leastActs must be positive, was 0");
  }

  private static FamilyRules.Reciprocity reciprocity(
      int days, double credible, int lags, int leastActs) {
    return new FamilyRules.Reciprocity(
        ResponseParams.DEFAULT, LedgerParams.DEFAULT, days, credible, lags, leastActs);
  }
}
