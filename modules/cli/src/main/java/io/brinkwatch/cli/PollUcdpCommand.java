package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.ingest.ucdp.UcdpRelease;
import io.brinkwatch.ingest.ucdp.UcdpSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "ucdp",
    description = {
      "Asks UCDP for one release of its event data after another, each once and whole: a first one,"
          + " and those that tell of later time, as they come out.",
      "",
      "It needs a token of theirs: ucdp.token, in the configuration file or the environment. How to"
          + " cite it: docs/sources-ucdp.md."
    },
    footer = {
      "  BRINKWATCH_UCDP_TOKEN=$(cat token) ./brinkwatch poll ucdp",
      "  ./brinkwatch poll ucdp --from 24.0.5 --once"
    })
final class PollUcdpCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;
  @Mixin private PollOptions poll;

  @Option(
      names = "--from",
      paramLabel = "RELEASE",
      converter = FormatOption.Release.class,
      description = "First release, such as 25.1 or 24.0.5 (default: the latest annual one).")
  private UcdpRelease from;

  PollUcdpCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws Exception {
    EffectiveConfig config = connection.resolve(context);
    UcdpRelease first = from == null ? UcdpRelease.annualBy(context.clock().instant()) : from;
    var source = new UcdpSource(config.ucdp(), config.ingest(), first, context.clock());
    return poll.run(source, config, context, false);
  }
}
