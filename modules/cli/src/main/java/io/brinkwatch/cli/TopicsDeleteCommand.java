package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.replay.ReplayTopics;
import io.brinkwatch.streams.StreamsSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = {
      "Deletes what a replay has left: its topics, those that Streams made for it, its groups and"
          + " its state. Nothing else can be deleted with this command."
    },
    footer = {"  ./brinkwatch topics delete incidents-2023-10-2023-11"})
final class TopicsDeleteCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "<replay>", description = "Name of the replay.")
  private String replay;

  TopicsDeleteCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    StreamsSettings live = connection.resolve(context).streams();
    Preflight.of(live.connection()).requireBroker();
    List<String> deleted = ReplayTopics.of(ReplayCommand.name(replay), live).delete();
    if (deleted.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "no replay named '%s' under %s".formatted(replay, live.topics().prefix()),
          "Its topics would begin with '%s'. Is topic.prefix or the broker another one?"
              .formatted(ReplayCommand.name(replay).prefix(live.topics().prefix())));
    }
    deleted.forEach(topic -> context.terminal().line("deleted " + topic));
    context.terminal().line(Words.count(deleted.size(), "topic") + " deleted");
    return ExitCode.OK;
  }
}
