package io.brinkwatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.SchemaAdmin.RegistryException;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaAdminTest {
  private static final String URL = "http://registry.test";
  private final Topics topics = Topics.withPrefix("t.");
  private final SchemaRegistryClient client = new MockSchemaRegistryClient();
  private final SchemaAdmin admin = new SchemaAdmin(client, URL, Schemas.bySubject(topics));

  @Test
  void a_secured_registry_passes_the_check() {
    admin.secure(true);

    assertThatCode(admin::check).doesNotThrowAnyException();
  }

  @Test
  void every_subject_gets_the_level_itself() throws Exception {
    admin.secure(true);

    for (String subject : Schemas.bySubject(topics).keySet()) {
      assertThat(client.getCompatibility(subject)).isEqualTo(SchemaAdmin.LEVEL);
    }
  }

  /** A registry with so many subjects that its list of them leaves ours out. */
  private static final class Crowded extends MockSchemaRegistryClient {
    @Override
    public Collection<String> getAllSubjects() {
      return List.of("others-value");
    }
  }

  @Test
  void subjects_get_their_level_however_many_others_there_are() throws Exception {
    var crowded = new Crowded();
    var ours = new SchemaAdmin(crowded, URL, Schemas.bySubject(topics));
    ours.secure(true);
    assertThat(crowded.getCompatibility("t.alerts-value")).isEqualTo(SchemaAdmin.LEVEL);

    crowded.updateCompatibility("t.alerts-value", "NONE");
    ours.secure(false);
    assertThat(crowded.getCompatibility("t.alerts-value")).isEqualTo(SchemaAdmin.LEVEL);
  }

  @Test
  void securing_twice_is_the_same_as_once() throws Exception {
    admin.secure(true);
    admin.secure(true);

    assertThat(client.getAllVersions("t.reports-value")).containsExactly(1);
  }

  @Test
  void an_empty_registry_is_refused_and_the_missing_schemas_are_named() {
    admin.secure(false);

    assertThatThrownBy(admin::check)
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(URL, "t.reports-value", "t.levels-key", "register the schemas");
  }

  @Test
  void a_weaker_level_of_one_subject_is_refused() throws Exception {
    admin.secure(true);
    client.updateCompatibility("t.alerts-value", "BACKWARD");

    assertThatThrownBy(admin::check)
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("t.alerts-value has compatibility BACKWARD", SchemaAdmin.LEVEL)
        .hasMessageNotContaining("t.reports-value");
  }

  @Test
  void a_registry_that_is_not_there_is_named_with_what_to_do() throws IOException {
    String nobody = "http://127.0.0.1:" + freePort();
    var settings = ConnectionSettings.of(Map.of(ConnectionSettings.REGISTRY_URL, nobody));
    try (var unreachable = SchemaAdmin.at(settings)) {
      assertThatThrownBy(unreachable::check)
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll(nobody, "cannot be reached", ConnectionSettings.REGISTRY_URL);
    }
  }

  @Test
  void what_was_registered_is_what_the_serializers_look_up() {
    String scope = "look-up";
    var shared = MockSchemaRegistry.getClientForScope(scope);
    try (var admins = new SchemaAdmin(shared, URL, Schemas.bySubject(topics))) {
      admins.secure(true);
      var strict = AvroSerdes.at("mock://" + scope, false, Map.of());
      var key = new LevelKey("IL_LB", Instant.EPOCH);
      var tick =
          new Tick(
              "x",
              FeedFamily.WIRE,
              MessageStatus.TEST,
              Instant.EPOCH,
              Instant.EPOCH,
              FeedHealth.HEALTHY,
              -1L,
              Instant.EPOCH);

      assertThat(strict.keys(topics.levels()).serializer().serialize("t.levels", key)).isNotEmpty();
      assertThat(strict.values(topics.ticks()).serializer().serialize("t.ticks", tick))
          .isNotEmpty();
    }
  }

  @Test
  void keys_that_are_plain_text_have_no_subject() {
    assertThat(Schemas.bySubject(topics))
        .containsKeys("t.reports-value", "t.indicators-key", "t.reference.actors-key")
        .doesNotContainKey("t.reports-key");
  }

  @Test
  void schemas_carry_nothing_that_only_java_reads() {
    assertThat(Schemas.byName().values()).asString().doesNotContain("avro.java.string");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
