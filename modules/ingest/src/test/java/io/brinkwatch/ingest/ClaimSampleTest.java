package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.Weapon;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimSampleTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static List<IncidentReport> reports() throws IOException {
    var rows = new ArrayList<Row>();
    try (InputStream in = Tables.open("samples/claim-sa22-2023-11.csv")) {
      new CuratedCsv(CLOCK).read(in, "claim", rows::add);
    }
    assertThat(rows).hasSize(4).allMatch(Row.Reported.class::isInstance);
    return rows.stream().map(row -> ((Row.Reported) row).report()).toList();
  }

  @Test
  void a_plan_goes_through_its_stages_and_no_act_of_force_comes_of_it() throws IOException {
    List<IncidentReport> reports = reports();
    assertThat(reports)
        .filteredOn(report -> report.getType() == IncidentType.ARMS_TRANSFER)
        .allMatch(report -> report.getCapability().equals("SA-22"))
        .extracting(IncidentReport::getClaimStage)
        .containsExactly(ClaimStage.INTENT, ClaimStage.INTENT, ClaimStage.PREPARATION);
    assertThat(reports)
        .allMatch(report -> report.getWeapon() == Weapon.UNSPECIFIED)
        .allMatch(report -> report.getOutcome() == Outcome.UNSPECIFIED);
  }
}
