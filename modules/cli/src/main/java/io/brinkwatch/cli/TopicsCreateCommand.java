package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.SchemaAdmin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "create",
    description = {
      "Makes the topics that are missing, registers the schemas, and sets their compatibility to"
          + " FULL_TRANSITIVE. What exists is left as it is, so it can be repeated."
    },
    footer = {
      "  ./brinkwatch topics create",
      "  ./brinkwatch topics create -D topic.partitions=12 -D topic.replication.factor=3",
      "  ./brinkwatch topics create --prefix test."
    })
final class TopicsCreateCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  TopicsCreateCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker();
    List<String> created = new Setup(settings).topics();
    created.forEach(topic -> context.terminal().line("created " + topic));
    context
        .terminal()
        .line(
            "%s created; all schemas are registered, compatibility %s"
                .formatted(Words.count(created.size(), "topic"), SchemaAdmin.LEVEL));
    Preflight.of(settings).requireTopics();
    return ExitCode.OK;
  }
}
