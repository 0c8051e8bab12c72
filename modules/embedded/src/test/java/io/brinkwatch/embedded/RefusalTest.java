package io.brinkwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
  @TempDir private Path temp;
  private EmbeddedSettings settings;

  @BeforeEach
  void settings() throws IOException {
    Path home = FakeRegistry.running(FakeRegistry.Dies.class, temp);
    settings = EmbeddedSettings.in(temp.resolve("cluster"), home);
  }

  @Test
  void a_port_in_use_is_named_together_with_its_setting() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int port = other.getLocalPort();
      assertRefused(settings.withPorts(port, 0))
          .withMessageStartingWith("Port " + port + " on 127.0.0.1 is in use.")
          .withMessageContaining("choose another --broker-port");
      assertRefused(settings.withPorts(0, port))
          .withMessageContaining("choose another --registry-port");
    }
  }

  @Test
  void a_port_in_use_on_every_address_is_noticed_too() throws IOException {
    try (var other = new ServerSocket(0)) {
      assertRefused(settings.withPorts(other.getLocalPort(), 0)).withMessageContaining("is in use");
    }
  }

  @Test
  void a_refusal_gives_the_directory_back() throws IOException {
    try (var other = new ServerSocket(0)) {
      assertRefused(settings.withPorts(other.getLocalPort(), 0));
    }
    try (var workspace = Workspace.open(settings.directory(), false, 0)) {
      assertThat(workspace.directory()).isEqualTo(settings.directory());
    }
  }

  @Test
  void a_file_in_place_of_the_directory_is_named() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertRefused(in(file)).withMessageContaining(file + " cannot be used: it is a file");
  }

  @Test
  void a_directory_below_a_file_is_named() throws IOException {
    Path below = Files.createFile(temp.resolve("file")).resolve("sub");
    assertRefused(in(below))
        .withMessageContaining(below + " cannot be used: ")
        .withMessageContaining("Not a directory")
        .withMessageContaining("Choose another one");
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() {
    Path proc = Path.of("/proc/brinkwatch");
    assumeFalse(!Files.isDirectory(proc.getParent()), "this system has no /proc");
    assertRefused(in(proc)).withMessageContaining(proc + " cannot be used: ");
  }

  @Test
  void a_directory_without_permission_is_named() throws IOException {
    Path locked = Files.createDirectory(temp.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "permissions do not bind this user");
    assertRefused(in(locked)).withMessageContaining("cannot be used: permission denied");
  }

  @Test
  void a_directory_in_use_is_refused_with_its_user() {
    try (var owner = Workspace.open(settings.directory(), false, 0)) {
      assertRefused(settings)
          .withMessageContaining(owner.directory() + " is in use by another run")
          .withMessageContaining("(process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void a_full_disk_is_noticed_before_anything_starts() {
    assertThatExceptionOfType(EmbeddedException.class)
        .isThrownBy(() -> Workspace.open(settings.directory(), false, Long.MAX_VALUE))
        .withMessageContaining("The disk of " + settings.directory() + " is full")
        .withMessageContaining("Make room");
  }

  @Test
  void data_of_another_cluster_is_left_alone() throws IOException {
    Path data = Files.createDirectories(settings.directory().resolve("kafka"));
    Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=elsewhere\n");
    assertRefused(settings.keepingData())
        .withMessageContaining(data + " was written by another Kafka cluster (elsewhere)");
    assertThat(data.resolve("meta.properties")).exists();
  }

  @Test
  void a_missing_registry_is_refused_with_the_command_that_fetches_it() {
    Path nowhere = temp.resolve("nowhere");
    assertRefused(EmbeddedSettings.in(temp, nowhere))
        .withMessageContaining("There is no Schema Registry in " + nowhere)
        .withMessageContaining("./mvnw package -pl modules/embedded");
  }

  @Test
  void a_damaged_registry_is_refused() throws IOException {
    Files.writeString(settings.registryHome().resolve("fake-runner.jar"), "half a download");
    assertRefused(settings).withMessageContaining("fake-runner.jar is damaged");
  }

  @Test
  void impossible_settings_are_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withPorts(70_000, 0))
        .withMessageContaining("--broker-port is 70000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withPorts(9092, 9092))
        .withMessageContaining("both 9092");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withStartLimit(Duration.ZERO))
        .withMessageContaining("startLimit");
  }

  private EmbeddedSettings in(Path directory) {
    return EmbeddedSettings.in(directory, settings.registryHome());
  }

  private static ThrowableAssertAlternative<?> assertRefused(EmbeddedSettings settings) {
    return assertThatExceptionOfType(EmbeddedException.class)
        .isThrownBy(() -> EmbeddedCluster.start(settings));
  }
}
