package io.brinkwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "topics",
    description = "Makes the topics, compares them with what is expected, looks into them.",
    subcommands = {
      TopicsCreateCommand.class,
      TopicsListCommand.class,
      TailCommand.class,
      ExportCommand.class,
      TopicsDeleteCommand.class
    },
    footer = {
      "  ./brinkwatch topics create",
      "  ./brinkwatch topics list",
      "  ./brinkwatch topics tail levels --from-beginning",
      "  ./brinkwatch topics export incidents --to incidents.ndjson"
    })
final class TopicsCommand implements Callable<ExitCode> {
  private final Context context;
  @Spec private CommandSpec spec;

  TopicsCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    spec.commandLine().usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
