package io.brinkwatch.cli.config;

import io.brinkwatch.cli.config.Origin.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was written where. Order, a later one wins:
 *
 * <ol>
 *   <li>defaults, from the definitions
 *   <li>file: {@code --config}, or {@code brinkwatch.properties} in the working directory
 *   <li>environment: {@code BRINKWATCH_} and the key in upper case, dots as underscores
 *   <li>command line: {@code -D key=value} and named options
 * </ol>
 */
public final class Layers {
  /** Read if it is there and no other file is named. */
  public static final String DEFAULT_FILE = "brinkwatch.properties";

  private final KnownKeys known = KnownKeys.all();
  private final List<Entry> entries = new ArrayList<>();

  /** The file named, or else the default one if it exists. */
  public Layers file(Optional<Path> named, Path workingDirectory) {
    Path standard = workingDirectory.resolve(DEFAULT_FILE);
    if (named.isPresent()) {
      entries.addAll(PropertiesFile.read(workingDirectory.resolve(named.get())));
    } else if (Files.exists(standard)) {
      entries.addAll(PropertiesFile.read(standard));
    }
    return this;
  }

  /** The variables that are ours. */
  public Layers environment(Map<String, String> variables) {
    variables.keySet().stream()
        .filter(name -> name.startsWith(KnownKeys.VARIABLE_PREFIX))
        .sorted()
        .forEach(name -> entries.add(variable(name, variables.get(name))));
    return this;
  }

  private Entry variable(String name, String value) {
    return new Entry(known.keyOf(name), value, new Origin(Layer.ENVIRONMENT, name));
  }

  /** {@code key=value} as given with {@code -D}. */
  public Layers definitions(List<String> definitions) {
    for (String definition : definitions) {
      int at = definition.indexOf('=');
      if (at < 1) {
        throw new ConfigProblem(
            "-D '%s' is not key=value, as in -D threads=2".formatted(definition));
      }
      option("-D", definition.substring(0, at).strip(), definition.substring(at + 1).strip());
    }
    return this;
  }

  /** A named option; null if it was not given. */
  public Layers option(String option, String key, String value) {
    if (value != null) {
      entries.add(new Entry(key, value, new Origin(Layer.COMMAND_LINE, option)));
    }
    return this;
  }

  /**
   * The configuration they make.
   *
   * @throws ConfigProblem naming every unknown key and every bad value
   */
  public EffectiveConfig resolve() {
    return EffectiveConfig.of(known, entries);
  }
}
