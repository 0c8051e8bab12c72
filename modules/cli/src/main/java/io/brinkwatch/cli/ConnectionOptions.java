package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.config.Layers;
import io.brinkwatch.cli.config.Secrets;
import io.brinkwatch.model.ConnectionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of every command that needs the configuration. */
final class ConnectionOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; otherwise brinkwatch.properties, if it is there.")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Sets a configuration key; may be repeated. './brinkwatch config' lists them.")
  private final List<String> definitions = new ArrayList<>();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Brokers to start from, comma-separated.")
  private String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema Registry, with the path of its Confluent API.")
  private String registry;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Prefix of all topics and applications, with the dot at its end.")
  private String prefix;

  /**
   * What stands for the connection options in an advice: as the user gave them, so that the command
   * advised can be copied as it is.
   */
  static final String GIVEN = "{options}";

  /** The options that were given, each with a blank before it; secrets are masked. */
  String given() {
    return given(prefix);
  }

  /** The same, for topics under another prefix. */
  String given(String otherPrefix) {
    var words = new StringBuilder();
    add(words, "--config", file);
    for (String definition : definitions) {
      add(words, "-D", shown(definition));
    }
    add(words, "--bootstrap-servers", bootstrapServers);
    add(words, "--registry", registry == null ? null : Secrets.shown("", registry));
    add(words, "--prefix", otherPrefix);
    return words.toString();
  }

  private static void add(StringBuilder words, String option, Object value) {
    if (value != null) {
      words.append(' ').append(option).append(' ').append(quoted(value.toString()));
    }
  }

  private static String shown(String definition) {
    int at = definition.indexOf('=');
    return at < 0
        ? definition
        : definition.substring(0, at + 1)
            + Secrets.shown(definition.substring(0, at), definition.substring(at + 1));
  }

  // as any POSIX shell reads it
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Every layer, in order. */
  EffectiveConfig resolve(Context context) {
    return new Layers()
        .file(Optional.ofNullable(file), context.workingDirectory())
        .environment(context.environment())
        .definitions(definitions)
        .option("--bootstrap-servers", ConnectionSettings.BOOTSTRAP_SERVERS, bootstrapServers)
        .option("--registry", ConnectionSettings.REGISTRY_URL, registry)
        .option("--prefix", ConnectionSettings.TOPIC_PREFIX, prefix)
        .resolve();
  }
}
