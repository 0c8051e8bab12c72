package io.brinkwatch.cli.config;

import io.brinkwatch.cli.config.Origin.Layer;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.acled.AcledSettings;
import io.brinkwatch.ingest.gdelt.GdeltSettings;
import io.brinkwatch.ingest.receive.ReceiveSettings;
import io.brinkwatch.ingest.ucdp.UcdpSettings;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.streams.StreamsSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The configuration that applies: every key with its value, and where that came from. */
public final class EffectiveConfig {
  private final Map<String, Entry> entries;

  private EffectiveConfig(Map<String, Entry> entries) {
    this.entries = entries;
  }

  static EffectiveConfig of(KnownKeys known, List<Entry> written) {
    List<String> problems = new ArrayList<>();
    Map<String, Entry> effective = defaults(known);
    for (Entry entry : written) {
      if (known.allows(entry.key())) {
        known.key(entry.key()).ifPresent(key -> check(key, entry, problems));
        effective.put(entry.key(), entry);
      } else {
        problems.add(unknown(known, entry));
      }
    }
    if (!problems.isEmpty()) {
      throw ConfigProblem.of(problems);
    }
    return new EffectiveConfig(effective);
  }

  private static Map<String, Entry> defaults(KnownKeys known) {
    return known.keys().stream()
        .map(key -> new Entry(key.name, text(key.defaultValue), Origin.DEFAULT))
        .collect(Collectors.toMap(Entry::key, e -> e, (a, b) -> b, TreeMap::new));
  }

  private static String text(Object value) {
    // a password hides itself as text, and what hides it would be taken for it
    return value instanceof Password secret ? secret.value() : Objects.toString(value, "");
  }

  private static String unknown(KnownKeys known, Entry entry) {
    String nearest =
        known
            .nearest(entry.key())
            .map(" Did you mean '%s'?"::formatted)
            .orElse(" './brinkwatch config' lists the keys there are.");
    return "unknown key '%s' (%s).%s".formatted(entry.key(), entry.origin(), nearest);
  }

  private static void check(ConfigKey key, Entry entry, List<String> problems) {
    if (key.type == ConfigDef.Type.PASSWORD && entry.origin().layer() == Layer.COMMAND_LINE) {
      problems.add(
          "%s is a secret, and others can read the command line; give it in the configuration file or as %s."
              .formatted(key.name, KnownKeys.variable(key.name)));
      return;
    }
    try {
      Object value = ConfigDef.parseType(key.name, entry.value(), key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, value);
      }
    } catch (ConfigException e) {
      problems.add(
          "%s is '%s' (%s); expected %s."
              .formatted(
                  key.name,
                  Secrets.shown(key.name, entry.value()),
                  entry.origin(),
                  Expected.of(key)));
    }
  }

  /** Every entry, by key. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The entry of a known key. */
  public Entry entry(String key) {
    return Objects.requireNonNull(entries.get(key), key);
  }

  /** What to show of a value: secrets are masked. */
  public static String shown(Entry entry) {
    return Secrets.shown(entry.key(), entry.value());
  }

  /** As the modules read it. */
  public Map<String, String> properties() {
    return entries.values().stream().collect(Collectors.toMap(Entry::key, Entry::value));
  }

  /**
   * Settings of the connection.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public ConnectionSettings connection() {
    try {
      return ConnectionSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of the ingest.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public IngestSettings ingest() {
    try {
      return IngestSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of polling GDELT.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public GdeltSettings gdelt() {
    try {
      return GdeltSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of the HTTP intake.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public ReceiveSettings receive() {
    try {
      return ReceiveSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of ACLED's interface.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public AcledSettings acled() {
    try {
      return AcledSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of UCDP's interface.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public UcdpSettings ucdp() {
    try {
      return UcdpSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }

  /**
   * Settings of the topologies, connection included.
   *
   * @throws ConfigProblem for a value whose form only the module can judge
   */
  public StreamsSettings streams() {
    try {
      return StreamsSettings.of(properties());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigProblem(e.getMessage(), e);
    }
  }
}
