package io.brinkwatch.streams.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cast's policy knows the words carrier and patriot of forces, sa-22 and rockets of arms. */
class TraitingTest {
  private static final PolicyRules POLICY = PolicyRules.of(Cast.policy());

  private static Incident.Builder incident(IncidentType type, String capability) {
    var report = Reports.strike("a", Cast.START).build();
    return Incident.newBuilder()
        .setIncidentId("a")
        .setVersion(1)
        .setStatus(report.getStatus())
        .setState(report.getState())
        .setTheatre("NORTH")
        .setType(type)
        .setOccurredFrom(report.getOccurredFrom())
        .setOccurredTo(report.getOccurredTo())
        .setTimePrecision(report.getTimePrecision())
        .setPublishedAt(report.getPublishedAt())
        .setInitiators(List.of())
        .setTargets(List.of())
        .setDirected(true)
        .setPlace(report.getPlace())
        .setReports(List.of())
        .setSummary("")
        .setCapability(capability);
  }

  private static Traits traits(Incident incident) {
    return Traiting.traits(incident, 1, false, POLICY);
  }

  private static List<Capability> forces(String capability) {
    return traits(
            incident(IncidentType.FORCE_DEPLOYMENT, capability)
                .setForceStatus(ForceStatus.ARRIVED)
                .build())
        .force()
        .orElseThrow()
        .capabilities();
  }

  @ParameterizedTest
  @CsvSource({
    "Carrier, CSG",
    "2nd carrier strike group, CSG",
    "PATRIOT-battery, PATRIOT",
    "(patriot), PATRIOT"
  })
  void a_word_is_found_wherever_it_stands(String capability, Capability found) {
    assertThat(forces(capability)).containsExactly(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patriots", "aircraftcarrier", "carrier2", "compatriots of a carriers"})
  void a_word_is_not_found_in_another(String capability) {
    assertThat(forces(capability)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ClaimStage.class)
  void arms_have_changed_hands_once_they_were_delivered(ClaimStage stage) {
    var claim = incident(IncidentType.ARMS_TRANSFER, "SA-22").setClaimStage(stage).build();

    boolean expected =
        switch (stage) {
          case DELIVERED, DEPLOYED, USED -> true;
          default -> false;
        };
    assertThat(traits(claim).sign().map(Traits.Omen::done).orElse(false)).isEqualTo(expected);
  }

  @Test
  void what_arms_give_the_means_for_is_read_from_their_name() {
    assertThat(traits(incident(IncidentType.ARMS_TRANSFER, "SA-22 (Pantsir)").build()).means())
        .isEqualTo("AIR_DEFENCE");
    assertThat(traits(incident(IncidentType.ARMS_TRANSFER, "rocketry").build()).means()).isEmpty();
  }
}
