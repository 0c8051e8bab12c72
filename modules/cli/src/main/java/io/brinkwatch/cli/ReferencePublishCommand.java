package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ConnectionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description = {
      "Publishes theatres, actors and policy: those built in, or those of a directory with"
          + " theatres.geojson, actors.json, policy.json and, if wanted, hawkes.json. Nothing is"
          + " published if there is a fault in any of them.",
      "",
      "A file instead of a directory holds parameters of pairs, as 'reference fit' writes them, of"
          + " one or a list; their theatres and actors must have been published.",
      "",
      "Versions that were published before are left alone; one that was published with other"
          + " contents is an error."
    },
    footer = {
      "  ./brinkwatch reference publish",
      "  ./brinkwatch reference publish my-policy/",
      "  ./brinkwatch reference publish hawkes.json"
    })
final class ReferencePublishCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "DIR|FILE", arity = "0..1", description = "Otherwise what is built in.")
  private Path path;

  ReferencePublishCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    boolean isFile = path != null && Files.isRegularFile(context.workingDirectory().resolve(path));
    Optional<ReferenceSet> whole =
        isFile ? Optional.empty() : Optional.of(ReferenceCommand.read(path, context));
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker().requireTopicsExist().requireRegistry();
    PublishedReference published = PublishedReference.read(settings, context.stop());
    ReferenceSet reference =
        whole.orElseGet(() -> ReferenceCommand.pairs(path, published, context));
    List<String> contradictions = published.contradictionsOf(reference);
    if (!contradictions.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "published before with other contents:\n" + String.join("\n", contradictions),
          "What was judged by a version must stay explicable: give what changed a higher version."
              + " Nothing was published.");
    }
    ReferenceSet missing = published.missingOf(reference);
    if (missing.size() > 0) {
      new Setup(settings).reference(missing);
    }
    tell(missing, reference.size() - missing.size());
    return ExitCode.OK;
  }

  private void tell(ReferenceSet published, int unchanged) {
    Terminal terminal = context.terminal();
    if (published.size() > 0) {
      terminal.line(
          "published %s, %s, %s of the policy, %s of pairs"
              .formatted(
                  Words.count(published.theatres().size(), "theatre"),
                  Words.count(published.actors().size(), "actor"),
                  Words.count(published.policies().size(), "version"),
                  Words.count(published.hawkes().size(), "version")));
    }
    if (unchanged > 0) {
      terminal.line(Words.count(unchanged, "version") + " unchanged, published before");
    }
  }
}
