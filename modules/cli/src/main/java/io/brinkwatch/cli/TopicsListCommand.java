package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Table;
import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.model.TopicAdmin.Difference;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = {
      "Lists the topics of the cluster next to what is expected: what is missing, what differs, and"
          + " what else is there under the prefix.",
      "",
      "Exit code 4 if anything is missing or differs."
    },
    footer = {"  ./brinkwatch topics list", "  ./brinkwatch topics list --prefix test."})
final class TopicsListCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  TopicsListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker();
    try (TopicAdmin admin = TopicAdmin.at(settings, Pipeline.names())) {
      List<Difference> differences = admin.differences();
      context.terminal().table(table(settings.topics(), admin.list(), differences));
      return differences.isEmpty() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
  }

  private static Table table(
      Topics topics, Map<String, Integer> found, List<Difference> differences) {
    var table =
        new Table()
            .column("topic", Lean.LEFT)
            .column("partitions", Lean.RIGHT)
            .column("is", Lean.LEFT)
            .column("holds", Lean.LEFT);
    Map<String, String> holds = holds(topics);
    Set<String> names = new TreeSet<>(found.keySet());
    names.addAll(holds.keySet());
    for (String name : names) {
      var row = new ArrayList<Text>();
      row.add(Text.of(name));
      row.add(Text.of(found.containsKey(name) ? "" + found.get(name) : "-"));
      row.add(state(name, holds.containsKey(name), differences));
      row.add(Text.of(holds.getOrDefault(name, ""), Style.FAINT));
      table.row(row);
    }
    return table;
  }

  private static Map<String, String> holds(Topics topics) {
    Map<String, String> holds =
        topics.all().stream().collect(Collectors.toMap(Topic::name, Topic::holds));
    Pipeline.names()
        .forEach(app -> holds.put(topics.deadLetters(app), "What " + app + " could not process."));
    return holds;
  }

  private static Text state(String name, boolean expected, List<Difference> differences) {
    if (!expected) {
      return Text.of("not ours", Style.FAINT);
    }
    String different =
        differences.stream()
            .filter(difference -> difference.topic().equals(name))
            .map(Difference::inShort)
            .collect(Collectors.joining("; "));
    return different.isEmpty() ? Text.of("as expected", Style.GOOD) : Text.of(different, Style.BAD);
  }
}
