package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ConnectionSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description = {
      "Publishes theatres, actors and policy: those built in, or those of a directory with"
          + " theatres.geojson, actors.json and policy.json. Nothing is published if there is a"
          + " fault in any of them."
    },
    footer = {"  ./brinkwatch reference publish", "  ./brinkwatch reference publish my-policy/"})
final class ReferencePublishCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "Otherwise what is built in.")
  private Path directory;

  ReferencePublishCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ReferenceSet reference = ReferenceCommand.read(directory, context);
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker();
    new Setup(settings).reference(reference);
    context
        .terminal()
        .line(
            "published %s, %s, %s of the policy"
                .formatted(
                    Words.count(reference.theatres().size(), "theatre"),
                    Words.count(reference.actors().size(), "actor"),
                    Words.count(reference.policies().size(), "version")));
    return ExitCode.OK;
  }
}
