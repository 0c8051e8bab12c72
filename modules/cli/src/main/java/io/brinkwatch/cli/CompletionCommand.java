package io.brinkwatch.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints a completion script for bash.",
      "",
      "It serves zsh too: the script loads bashcompinit there by itself."
    },
    footer = {
      "  source <(./brinkwatch completion)                                  this shell",
      "  ./brinkwatch completion > ~/.local/share/bash-completion/completions/brinkwatch",
      "  ./brinkwatch completion > ~/.brinkwatch-completion; echo 'source ~/.brinkwatch-completion'"
          + " >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<ExitCode> {
  private final Context context;
  @Spec private CommandSpec spec;

  CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    context.terminal().out().print(AutoComplete.bash("brinkwatch", spec.root().commandLine()));
    context.terminal().out().flush();
    return ExitCode.OK;
  }
}
