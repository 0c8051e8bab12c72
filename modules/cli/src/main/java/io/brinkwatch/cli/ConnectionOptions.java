package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.config.Layers;
import io.brinkwatch.model.ConnectionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that needs the configuration. */
final class ConnectionOptions {
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
