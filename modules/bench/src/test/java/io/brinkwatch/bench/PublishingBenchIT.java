package io.brinkwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class PublishingBenchIT {
  @Test
  void publishing() throws RunnerException {
    var once = BenchTest.once(PublishingBench.class).param("size", "201");
    assertThat(BenchTest.run(once.param("shape", "GDELT_DENSE"))).hasSize(1);
  }
}
