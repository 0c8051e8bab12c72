package io.brinkwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.bench.Flow.Work;
import io.brinkwatch.testkit.Scenario;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FlowIT {
  @Test
  void both_give_what_they_must() throws IOException {
    var costs = Flow.costs(Scenario.random(7, 12, 3), 1);
    assertThat(costs).containsOnlyKeys(Work.values());
    assertThat(costs.get(Work.PASSTHROUGH).get(0).verdict()).endsWith("passed on as they were");
    assertThat(costs.get(Work.PIPELINE).get(0).verdict())
        .endsWith(": lost 0, invented 0, duplicated 0, wrong 0");
  }
}
