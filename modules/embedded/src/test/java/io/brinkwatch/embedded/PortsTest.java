package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final EmbeddedSettings ANY = EmbeddedSettings.in(Path.of("d"), Path.of("r"));

  @RepeatedTest(20)
  void free_ports_differ_and_are_out_of_reach_of_outgoing_connections() {
    Ports ports = Ports.choose(ANY);
    assertThat(List.of(ports.broker(), ports.registry(), ports.controller()))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 20_000 && port < 32_768);
  }

  @Test
  void wanted_ports_are_taken_as_they_are() {
    Ports free = Ports.choose(ANY);
    Ports again = Ports.choose(ANY.withPorts(free.broker(), free.registry()));
    assertThat(again.broker()).isEqualTo(free.broker());
    assertThat(again.registry()).isEqualTo(free.registry());
  }
}
