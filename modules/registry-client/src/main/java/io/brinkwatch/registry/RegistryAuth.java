package io.brinkwatch.registry;

import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.CLIENT_NAMESPACE;

import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Refuses a source of credentials that the client does not know. The client itself says nothing and
 * sends its requests without any {@code Authorization} header.
 */
public final class RegistryAuth {
  private RegistryAuth() {}

  /**
   * Checks {@code basic.auth.credentials.source} and {@code bearer.auth.credentials.source}, with
   * and without the prefix {@code schema.registry.}; a key that is absent is fine.
   *
   * @throws IllegalArgumentException if a value is not the name of a provider on the class path;
   *     the message has the key, the value and the names that would do
   */
  public static void check(Map<String, ?> config) {
    check(
        config,
        BASIC_AUTH_CREDENTIALS_SOURCE,
        names(BasicAuthCredentialProvider.class, p -> p.alias()));
    check(
        config,
        BEARER_AUTH_CREDENTIALS_SOURCE,
        names(BearerAuthCredentialProvider.class, p -> p.alias()));
  }

  private static void check(Map<String, ?> config, String key, SortedSet<String> known) {
    checkValue(config, key, known);
    checkValue(config, CLIENT_NAMESPACE + key, known);
  }

  private static void checkValue(Map<String, ?> config, String key, SortedSet<String> known) {
    Object value = config.get(key);
    if (value != null && !known.contains(value.toString())) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be one of %s".formatted(key, value, known));
    }
  }

  // the client looks its providers up in the same way, so this list is the true one
  private static <P> SortedSet<String> names(Class<P> provider, Function<P, String> alias) {
    SortedSet<String> names = new TreeSet<>();
    ServiceLoader.load(provider, provider.getClassLoader()).forEach(p -> names.add(alias.apply(p)));
    return names;
  }
}
