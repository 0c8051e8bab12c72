package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.KafkaThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of a Kafka client, which log what ends them and are not heard of again. */
class MemoryWatchTest {
  @TempDir private Path directory;

  private static void end(Error how) throws InterruptedException {
    Runnable sending =
        () -> {
          throw how;
        };
    var thread = new KafkaThread("sender", sending, true);
    thread.start();
    thread.join();
  }

  @Test
  void a_client_that_has_no_memory_left_ends_the_process_with_one_sentence() throws Exception {
    Cli cli = Cli.in(directory);
    List<Integer> codes = new ArrayList<>();
    var watch = new MemoryWatch(cli.context().terminal(), codes::add);
    Logs.to(watch);
    try {
      end(new AssertionError("odd"));
      assertThat(codes).isEmpty();

      end(new OutOfMemoryError("Java heap space"));
      end(new OutOfMemoryError("Java heap space"));
    } finally {
      watch.stop();
    }
    assertThat(codes).containsExactly(ExitCode.MEMORY.code());
    assertThat(cli.err()).containsOnlyOnce("MB that the JVM may take is used up");
  }
}
