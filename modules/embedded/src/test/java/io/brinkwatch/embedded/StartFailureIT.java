package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureIT {
  @TempDir private Path directory;

  @Test
  void a_process_that_dies_shows_its_last_lines_and_leaves_nothing_behind() throws Exception {
    startWith(FakeRegistry.Dies.class, 120)
        .withMessageContaining("The registry ended while starting (exit code 7)")
        .withMessageContaining("registry.log")
        .withMessageContaining("complaint 30")
        .withMessageContaining("complaint 21")
        .withMessageNotContaining("complaint 20");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void a_process_that_finds_no_space_is_explained() throws Exception {
    startWith(FakeRegistry.FindsNoSpace.class, 120)
        .withMessageStartingWith("The registry ended while starting")
        .withMessageContaining("the disk of " + directory + " is full. Make room");
  }

  @Test
  void a_process_that_is_not_ready_in_time_is_ended() throws Exception {
    startWith(FakeRegistry.NeverAnswers.class, 25)
        .withMessageContaining("The registry was not ready after 25 s");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  private ThrowableAssertAlternative<?> startWith(Class<?> registry, int seconds)
      throws IOException {
    var settings =
        EmbeddedSettings.in(directory, FakeRegistry.running(registry, directory))
            .withStartLimit(Duration.ofSeconds(seconds));
    return assertThatExceptionOfType(EmbeddedException.class)
        .isThrownBy(() -> EmbeddedCluster.start(settings));
  }
}
