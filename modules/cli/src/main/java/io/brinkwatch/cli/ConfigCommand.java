package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.config.Entry;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Table;
import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.cli.show.Text;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "config",
    description = {
      "Prints the configuration that applies, and where each value came from.",
      "",
      "Layers, a later one wins: defaults; file (--config, or brinkwatch.properties in the working"
          + " directory); environment (BRINKWATCH_ and the key in upper case with underscores);"
          + " command line (-D and named options). Keys under kafka. reach the Kafka clients, keys"
          + " under registry. the registry's client. Secrets are not shown."
    },
    footer = {
      "  ./brinkwatch config",
      "  ./brinkwatch config -D threads=2 --bootstrap-servers kafka:9092",
      "  BRINKWATCH_TOPIC_PREFIX=test. ./brinkwatch config --config staging.properties"
    })
final class ConfigCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  ConfigCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    EffectiveConfig config = connection.resolve(context);
    config.streams();
    var table =
        new Table().column("key", Lean.LEFT).column("value", Lean.LEFT).column("from", Lean.LEFT);
    config.entries().forEach(entry -> table.row(row(entry)));
    context.terminal().table(table);
    return ExitCode.OK;
  }

  private static List<Text> row(Entry entry) {
    return List.of(
        Text.of(entry.key()),
        Text.of(EffectiveConfig.shown(entry), Style.STRONG),
        Text.of(entry.origin().toString(), Style.FAINT));
  }
}
