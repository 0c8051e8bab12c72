package io.brinkwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.brinkwatch.cli.Commands;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
  private static final JsonSchema SCHEMA = schema();

  private final JsonNode document = document();

  private static JsonSchema schema() {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(Commands.docs().pages().get("asyncapi.yaml"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_contract_is_valid_asyncapi() {
    assertThat(SCHEMA.validate(document).stream().map(ValidationMessage::getMessage)).isEmpty();
  }

  @Test
  void the_validator_looks_into_kafka_bindings() {
    ObjectNode broken = document.deepCopy();
    ((ObjectNode) broken.at("/channels/levels/bindings/kafka")).put("partitions", "many");

    assertThat(SCHEMA.validate(broken)).isNotEmpty();
  }

  @Test
  void the_validator_looks_into_avro_payloads() {
    ObjectNode broken = document.deepCopy();
    ((ObjectNode) broken.at("/components/messages/levels/payload/schema")).put("type", 7);

    assertThat(SCHEMA.validate(broken)).isNotEmpty();
  }

  @Test
  void inputs_are_received_and_outputs_sent() {
    JsonNode operations = document.get("operations");

    assertThat(operations.has("receive-reports")).isTrue();
    assertThat(operations.has("receive-reference-policies")).isTrue();
    assertThat(operations.has("send-levels")).isTrue();
    assertThat(operations.has("send-rejected")).isTrue();
  }

  @Test
  void internal_topics_are_no_part_of_the_contract() {
    assertThat(document.get("channels").has("theatre-inputs")).isFalse();
  }
}
