package io.brinkwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "policy",
    description = "Weights, thresholds, floors and the ladder: tried out before they are in force.",
    subcommands = PolicyDiffCommand.class,
    footer = {
      "  ./brinkwatch reference show policy --json > policy.json",
      "  ./brinkwatch policy diff policy.json --on autumn"
    })
final class PolicyCommand implements Callable<ExitCode> {
  private final Context context;
  @Spec private CommandSpec spec;

  PolicyCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    spec.commandLine().usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
