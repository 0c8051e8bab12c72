package io.brinkwatch.cli.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topic.Audience;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** The public contract as AsyncAPI 3.0, from the list of topics and their schemas. */
final class AsyncApi {
  private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
  private static final String BINDING = "0.5.0";
  private static final Pattern DIVIDER = Pattern.compile("[.-]");
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(Feature.WRITE_DOC_START_MARKER)
              .disable(Feature.SPLIT_LINES)
              .enable(Feature.MINIMIZE_QUOTES)
              .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private final ConnectionSettings connection;
  private final Set<String> written;
  private final ObjectNode root = YAML.createObjectNode();

  /**
   * A document.
   *
   * @param written names of the topics that our topologies write
   */
  AsyncApi(ConnectionSettings connection, Set<String> written) {
    this.connection = connection;
    this.written = written;
  }

  String text(String version) {
    root.put("asyncapi", "3.0.0");
    root.set("info", info(version));
    root.put("defaultContentType", "application/avro");
    ObjectNode channels = root.putObject("channels");
    ObjectNode operations = root.putObject("operations");
    ObjectNode components = root.putObject("components");
    ObjectNode messages = components.putObject("messages");
    components.putObject("messageTraits").set("cloudEvent", cloudEvent());
    for (Topic<?, ?> topic : open()) {
      channels.set(id(topic), channel(topic));
      operations.set((isWritten(topic) ? "send-" : "receive-") + id(topic), operation(topic));
      messages.set(id(topic), message(topic));
    }
    try {
      return "# " + Markdown.GENERATED + "\n" + YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Topic<?, ?>> open() {
    return connection.topics().all().stream()
        .filter(topic -> topic.audience() == Audience.PUBLIC)
        .toList();
  }

  private boolean isWritten(Topic<?, ?> topic) {
    return written.contains(topic.name());
  }

  private static ObjectNode info(String version) {
    ObjectNode info = YAML.createObjectNode();
    info.put("title", "Brinkwatch");
    info.put("version", version);
    info.put(
        "description",
        "Escalation indicators, levels and alerts from a stream of incident reports."
            + " Values are Avro in the wire format of the Schema Registry, with CloudEvents"
            + " attributes as headers. Compatibility of every subject is FULL_TRANSITIVE.");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    return info;
  }

  // the topic's name without the prefix: the same id under every prefix
  private String id(Topic<?, ?> topic) {
    String name = topic.name().substring(connection.topics().prefix().length());
    return DIVIDER.matcher(name).replaceAll("-");
  }

  private ObjectNode channel(Topic<?, ?> topic) {
    ObjectNode channel = YAML.createObjectNode();
    channel.put("address", topic.name());
    channel.put("description", topic.holds());
    channel.putObject("messages").set(id(topic), reference("#/components/messages/" + id(topic)));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.name());
    kafka.put("partitions", topic.partitions(connection.partitions()));
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    ArrayNode cleanup = configuration.putArray("cleanup.policy");
    List.of(topic.cleanup().policy().split(",")).forEach(cleanup::add);
    configuration.put(
        "retention.ms", topic.retention() == null ? -1 : topic.retention().toMillis());
    kafka.put("bindingVersion", BINDING);
    return channel;
  }

  private ObjectNode operation(Topic<?, ?> topic) {
    ObjectNode operation = YAML.createObjectNode();
    operation.put("action", isWritten(topic) ? "send" : "receive");
    operation.set("channel", reference("#/channels/" + id(topic)));
    operation
        .putArray("messages")
        .add(reference("#/channels/" + id(topic) + "/messages/" + id(topic)));
    return operation;
  }

  private static ObjectNode message(Topic<?, ?> topic) {
    Schema schema = AvroJson.schema(topic.value());
    ObjectNode message = YAML.createObjectNode();
    message.put("name", "io.brinkwatch." + schema.getName());
    message.put("title", schema.getName());
    message.put("summary", schema.getDoc());
    message.put("contentType", "application/avro");
    message.putArray("traits").add(reference("#/components/messageTraits/cloudEvent"));
    message.putObject("payload").put("schemaFormat", AVRO).set("schema", AvroJson.of(schema));
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.set("key", key(topic));
    kafka.put("schemaIdLocation", "payload");
    kafka.put("schemaIdPayloadEncoding", "confluent");
    kafka.put("schemaLookupStrategy", "TopicNameStrategy");
    kafka.put("bindingVersion", BINDING);
    return message;
  }

  private static JsonNode key(Topic<?, ?> topic) {
    if (topic.key() == String.class) {
      return YAML.createObjectNode().put("type", "string");
    }
    // the binding takes JSON Schema only, so the Avro schema goes into an extension
    Schema schema = AvroJson.schema(topic.key());
    return YAML.createObjectNode()
        .put("type", "object")
        .put("description", schema.getDoc())
        .set("x-avro-schema", AvroJson.of(schema));
  }

  private static ObjectNode cloudEvent() {
    ObjectNode trait = YAML.createObjectNode();
    trait.put("description", "Attributes of CloudEvents 1.0, Kafka binary mode.");
    ObjectNode headers = trait.putObject("headers");
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    header(properties, "ce_specversion", "Always 1.0.");
    header(properties, "ce_id", "Follows from the contents: a record written twice has one id.");
    header(properties, "ce_source", "/brinkwatch/ and the topic.");
    header(properties, "ce_type", "io.brinkwatch. and the name of the schema.");
    header(properties, "ce_time", "Event time, ISO 8601, UTC.");
    header(properties, "ce_subject", "What it is about: report, incident, theatre or feed.");
    header(properties, "content-type", "Always application/avro.");
    ArrayNode required = headers.putArray("required");
    properties.fieldNames().forEachRemaining(required::add);
    return trait;
  }

  private static void header(ObjectNode properties, String name, String description) {
    properties.putObject(name).put("type", "string").put("description", description);
  }

  private static ObjectNode reference(String to) {
    return YAML.createObjectNode().put("$ref", to);
  }
}
