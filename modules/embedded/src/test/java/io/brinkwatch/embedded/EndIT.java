package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EndIT {
  @TempDir private Path directory;

  @Test
  void close_leaves_no_process_and_no_temporary_data() {
    EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedSettings.in(directory, Scene.REGISTRY));
    var pids = cluster.processes();
    var order = new ArrayList<String>();
    cluster.beforeClose(() -> order.add("added first, both run: " + cluster.failure().isEmpty()));
    cluster.beforeClose(
        () -> {
          order.add("added last");
          throw new IllegalStateException("on purpose: must not keep the processes alive");
        });

    cluster.close();

    assertThat(Scene.isAlive(pids.broker())).isFalse();
    assertThat(Scene.isAlive(pids.registry())).isFalse();
    assertThat(directory.resolve("scratch")).doesNotExist();
    assertThat(order).containsExactly("added last", "added first, both run: true");
    assertThatCode(cluster::close).doesNotThrowAnyException();
  }

  @Test
  void a_killed_parent_leaves_no_orphans_and_the_next_run_waits_for_them_to_go() throws Exception {
    Process parent = parent(List.of());
    List<Long> pids = children(parent.inputReader());

    parent.destroyForcibly().waitFor();
    try (var next = EmbeddedCluster.start(EmbeddedSettings.in(directory, Scene.REGISTRY))) {
      assertThat(next.processes().broker()).isNotIn(pids);
      pids.forEach(Scene::awaitGone);
    }
  }

  @Test
  void a_parent_told_to_stop_ends_its_children_first() throws Exception {
    Process parent = parent(List.of());
    BufferedReader said = parent.inputReader();
    List<Long> pids = children(said);

    parent.toHandle().destroy(); // not the process's own, which closes its output before it is read
    assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(pids).noneMatch(Scene::isAlive);
    assertThat(said.readLine()).isEqualTo("both still serve");
  }

  /**
   * So does Ctrl-C: it reaches the children, too, and they must not go before their parent asks.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void a_signal_to_the_whole_group_lets_the_parent_decide_what_ends_first() throws Exception {
    // a shell starts what it puts into the background with SIGINT ignored, and Java inherits that
    Process parent = parent(List.of("env", "--default-signal=INT", "setsid"));
    BufferedReader said = parent.inputReader();
    List<Long> pids = children(said);

    Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + parent.pid()).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(pids).noneMatch(Scene::isAlive);
    assertThat(said.readLine()).isEqualTo("both still serve");
  }

  private Process parent(List<String> wrapper) throws IOException {
    var words = new ArrayList<>(wrapper);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(ParentMain.class.getName());
    words.add(directory.toString());
    words.add(Scene.REGISTRY.toString());
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private static List<Long> children(BufferedReader said) throws IOException {
    return Arrays.stream(said.readLine().split(" ")).map(Long::valueOf).toList();
  }
}
