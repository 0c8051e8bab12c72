package io.brinkwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "poll",
    description = {
      "Asks a live source again and again, publishes what is new, each report once, and ticks for"
          + " its feed.",
      "",
      "How far it has come is kept in Kafka: a poll that was stopped or killed goes on where it was,"
          + " and leaves nothing out. A source that is away is tried again; once all there was"
          + " has been read, ticks of unknown health let time go on meanwhile, and levels that rest on the feed do not come down."
    },
    subcommands = {
      PollGdeltCommand.class,
      PollAcledCommand.class,
      PollUcdpCommand.class,
    },
    footer = {
      "  ./brinkwatch poll gdelt",
      "  ./brinkwatch poll acled --once",
      "  ./brinkwatch poll ucdp --from 24.0.5",
    })
final class PollCommand implements Callable<ExitCode> {
  private final Context context;
  @Spec private CommandSpec spec;

  PollCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    spec.commandLine().usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
