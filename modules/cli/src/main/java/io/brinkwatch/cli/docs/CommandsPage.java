package io.brinkwatch.cli.docs;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of every command. */
final class CommandsPage {
  private CommandsPage() {}

  static String text(CommandLine root) {
    var blocks = new ArrayList<String>();
    add(root, blocks);
    return Markdown.page("Commands", blocks.toArray(String[]::new));
  }

  private static void add(CommandLine command, List<String> blocks) {
    blocks.add("## " + command.getCommandSpec().qualifiedName());
    blocks.add(Markdown.block("text", help(command)));
    command.getSubcommands().values().forEach(sub -> add(sub, blocks));
  }

  private static String help(CommandLine command) {
    return command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .reduce("", (a, b) -> a + b + "\n");
  }
}
