package io.brinkwatch.cli.config;

import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Watchdog;
import io.brinkwatch.ingest.acled.AcledSettings;
import io.brinkwatch.ingest.gdelt.GdeltSettings;
import io.brinkwatch.ingest.receive.ReceiveSettings;
import io.brinkwatch.ingest.ucdp.UcdpSettings;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.streams.StreamsSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Every key there is, from the definitions of all modules, and the prefixes that pass through. */
public final class KnownKeys {
  /** Prefixes under which any key is allowed. */
  public static final List<String> PASS_THROUGH =
      List.of(ConnectionSettings.KAFKA_PREFIX, ConnectionSettings.REGISTRY_PREFIX);

  static final String VARIABLE_PREFIX = "BRINKWATCH_";

  private final Map<String, ConfigKey> keys = new TreeMap<>();

  private KnownKeys() {}

  /** Definitions by what they are about, in the order of the documentation. */
  public static Map<String, ConfigDef> definitions() {
    var definitions = new LinkedHashMap<String, ConfigDef>();
    definitions.put("Connection", ConnectionSettings.definition());
    definitions.put("Topologies", StreamsSettings.definition());
    definitions.put("Watchdog", Watchdog.definition());
    definitions.put("Ingest", IngestSettings.definition());
    definitions.put("GDELT", GdeltSettings.definition());
    definitions.put("Receive", ReceiveSettings.definition());
    definitions.put("ACLED", AcledSettings.definition());
    definitions.put("UCDP", UcdpSettings.definition());
    return definitions;
  }

  /** All keys. */
  public static KnownKeys all() {
    var known = new KnownKeys();
    definitions().values().forEach(d -> known.keys.putAll(d.configKeys()));
    return known;
  }

  Collection<ConfigKey> keys() {
    return keys.values();
  }

  Optional<ConfigKey> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  boolean allows(String name) {
    return keys.containsKey(name) || passesThrough(name);
  }

  static boolean passesThrough(String name) {
    return PASS_THROUGH.stream().anyMatch(p -> name.startsWith(p) && name.length() > p.length());
  }

  /** The environment variable of a key. */
  public static String variable(String key) {
    return VARIABLE_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The key that a variable stands for; a guess in lower case with dots if it is not known. */
  String keyOf(String variable) {
    return keys.keySet().stream()
        .filter(key -> variable(key).equals(variable))
        .findFirst()
        .orElseGet(
            () ->
                variable
                    .substring(VARIABLE_PREFIX.length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.'));
  }

  /** The known key that looks most like another, if any comes near. */
  Optional<String> nearest(String name) {
    int limit = Math.max(2, name.length() / 3);
    return keys.keySet().stream()
        .min(Comparator.comparingInt(known -> EditDistance.between(known, name)))
        .filter(known -> EditDistance.between(known, name) <= limit);
  }
}
