package io.brinkwatch.model;

import io.brinkwatch.registry.RegistryAuth;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Puts the schemas of the contract into a registry, and keeps them from changing incompatibly. */
public final class SchemaAdmin implements AutoCloseable {

  /** Every version can read what every other version wrote. */
  public static final String LEVEL = "FULL_TRANSITIVE";

  private static final int CACHED = 1000;
  private static final int NOT_FOUND = 404;
  private static final int LARGEST_STATUS = 599;

  /** The registry cannot be used as it is. The message names its address and what to do. */
  public static final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private interface Call<T> {
    T run() throws IOException, RestClientException;
  }

  private final SchemaRegistryClient client;
  private final String url;
  private final SortedMap<String, ParsedSchema> schemas = new TreeMap<>();

  SchemaAdmin(SchemaRegistryClient client, String url, Map<String, Schema> schemas) {
    this.client = client;
    this.url = url;
    schemas.forEach((subject, schema) -> this.schemas.put(subject, new AvroSchema(schema)));
  }

  /** For the schemas of all topics; nothing is sent yet. */
  public static SchemaAdmin at(ConnectionSettings settings) {
    Map<String, Object> configuration = new HashMap<>(settings.registry());
    RegistryAuth.check(configuration);
    var client =
        new CachedSchemaRegistryClient(
            new RestService(settings.registryUrl()),
            CACHED,
            List.of(new AvroSchemaProvider()),
            configuration,
            Map.of());
    return new SchemaAdmin(client, settings.registryUrl(), Schemas.bySubject(settings.topics()));
  }

  /**
   * Sets {@link #LEVEL} for the registry and for each subject, and looks whether it took.
   *
   * @param register whether schemas are registered too; without, subjects that do not exist yet are
   *     left to the level of the registry
   * @throws RegistryException if the registry cannot be reached, refuses a schema as incompatible,
   *     or keeps a weaker level
   */
  public void secure(boolean register) {
    ask("setting the compatibility of the registry", () -> client.updateCompatibility(null, LEVEL));
    if (register) {
      schemas.forEach(
          (subject, schema) ->
              ask("registering " + subject, () -> client.register(subject, schema)));
    }
    List<String> weak = new ArrayList<>();
    addIfWeak(null, weak);
    for (String subject : schemas.keySet()) {
      if (register || isThere(subject)) {
        String what = "setting the compatibility of " + subject;
        ask(what, () -> client.updateCompatibility(subject, LEVEL));
        addIfWeak(subject, weak);
      }
    }
    refuse(weak, "the registry does not keep the level it is given; use one that does");
  }

  /**
   * Looks whether there is a registry that answers, whatever it holds.
   *
   * @throws RegistryException if there is none
   */
  public void reach() {
    ask("asking the registry", () -> client.getCompatibility(null));
  }

  /**
   * Looks whether everything is in place, and changes nothing.
   *
   * @throws RegistryException listing every subject with a weaker level and every schema that is
   *     missing
   */
  public void check() {
    List<String> faults = new ArrayList<>();
    addIfWeak(null, faults);
    schemas.forEach(
        (subject, schema) -> {
          if (isRegistered(subject, schema)) {
            addIfWeak(subject, faults);
          } else {
            faults.add(subject + " does not have the schema of this release");
          }
        });
    refuse(faults, "register the schemas and set the compatibility before anything is started");
  }

  // a list of all subjects would not do: registries cut it, Apicurio after the first thousand
  private boolean isThere(String subject) {
    try {
      return !client.getAllVersions(subject).isEmpty();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return false;
      }
      throw failed("looking for " + subject, e);
    } catch (IOException e) {
      throw failed("looking for " + subject, e);
    }
  }

  private boolean isRegistered(String subject, ParsedSchema schema) {
    try {
      return client.getId(subject, schema) >= 0;
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return false;
      }
      throw failed("looking for " + subject, e);
    } catch (IOException e) {
      throw failed("looking for " + subject, e);
    }
  }

  private void addIfWeak(String subject, List<String> to) {
    String name = subject == null ? "the registry as a whole" : subject;
    String level = level(subject, name);
    if (!LEVEL.equals(level)) {
      to.add("%s has compatibility %s; expected %s".formatted(name, level, LEVEL));
    }
  }

  private String level(String subject, String name) {
    try {
      return client.getCompatibility(subject);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return "of its own: none";
      }
      throw failed("reading the compatibility of " + name, e);
    } catch (IOException e) {
      throw failed("reading the compatibility of " + name, e);
    }
  }

  private void refuse(List<String> faults, String remedy) {
    if (!faults.isEmpty()) {
      throw new RegistryException(
          "the registry at %s is not fit for use: %s. %s"
              .formatted(url, String.join("; ", faults), remedy),
          null);
    }
  }

  private <T> T ask(String what, Call<T> call) {
    try {
      return call.run();
    } catch (IOException | RestClientException e) {
      throw failed(what, e);
    }
  }

  private RegistryException failed(String what, Exception cause) {
    String why =
        cause instanceof RestClientException answer
            ? "the registry at %s answered %d: %s%s"
                .formatted(url, answer.getStatus(), answer.getMessage(), pathHint(answer))
            : "the registry at %s cannot be reached: %s; check that it runs and that %s is right"
                .formatted(url, inWords(cause), ConnectionSettings.REGISTRY_URL);
    return new RegistryException("%s failed: %s".formatted(what, why), cause);
  }

  // what the Confluent API does not know has a code of five digits; a plain one is a server's that
  // has no such API at this address
  private static String pathHint(RestClientException answer) {
    return answer.getStatus() == NOT_FOUND && answer.getErrorCode() <= LARGEST_STATUS
        ? ". This is not the Confluent API: does %s lack its path? Apicurio has it at /apis/ccompat/v7"
            .formatted(ConnectionSettings.REGISTRY_URL)
        : "";
  }

  private static String inWords(Exception cause) {
    if (cause instanceof UnknownHostException) {
      return "the host %s is not known".formatted(cause.getMessage());
    }
    return cause instanceof ConnectException
        ? "nobody listens there"
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw failed("closing the client", e);
    }
  }
}
