package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void a_broker_that_is_late_is_unreachable() {
    assertThat(Failures.of(new TimeoutException("no answer")).code())
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void a_registry_that_refuses_the_connection_is_unreachable() {
    var thrown = new SerializationException("cannot write", new ConnectException("refused"));
    assertThat(Failures.of(thrown).code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(Failures.of(thrown)).hasMessageContaining("registry");
  }

  @Test
  void a_client_that_finds_its_configuration_wrong_blames_the_configuration() {
    var thrown = new KafkaException("failed to construct", new ConfigException("no such url"));
    assertThat(Failures.of(thrown).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void what_was_thrown_behind_a_future_is_what_counts() {
    var thrown = new ExecutionException(new TimeoutException("no answer"));
    assertThat(Failures.of(thrown).code()).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void memory_that_is_used_up_is_no_bug_whoever_met_it_first() {
    var met = new KafkaException("cannot send", new OutOfMemoryError("Java heap space"));
    assertThat(Failures.of(met).code()).isEqualTo(ExitCode.MEMORY);
    assertThat(Failures.of(met)).hasMessageContaining("MB that the JVM may take");
    assertThat(Failures.of(met).advice()).contains("JAVA_OPTS=-Xmx");
  }

  @Test
  void anything_else_is_a_bug_and_says_so() {
    Failure failure = Failures.of(new IllegalStateException("odd"));
    assertThat(failure.code()).isEqualTo(ExitCode.BUG);
    assertThat(failure).hasMessage("internal error: odd");
    assertThat(failure.advice()).contains("--verbose");
  }
}
