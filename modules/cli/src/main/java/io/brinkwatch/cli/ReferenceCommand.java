package io.brinkwatch.cli;

import io.brinkwatch.ingest.ReferenceException;
import io.brinkwatch.ingest.ReferenceFiles;
import io.brinkwatch.ingest.ReferenceSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reference",
    description =
        "Theatres, actors and policy: what judgements depend on. A new version takes effect at the"
            + " event time it names, without a restart.",
    subcommands = {ReferencePublishCommand.class, ReferenceShowCommand.class},
    footer = {
      "  ./brinkwatch reference show policy",
      "  ./brinkwatch reference publish",
      "  ./brinkwatch reference publish my-policy/"
    })
final class ReferenceCommand implements Callable<ExitCode> {
  private static final List<String> FILES =
      List.of("theatres.geojson", "actors.json", "policy.json");
  private static final String HOLDS =
      "A directory of reference data holds %s.".formatted(String.join(", ", FILES));

  private final Context context;
  @Spec private CommandSpec spec;

  ReferenceCommand(Context context) {
    this.context = context;
  }

  /** What a directory holds, or what is built in if there is none. */
  static ReferenceSet read(Path directory, Context context) {
    try {
      return directory == null
          ? ReferenceFiles.bundled()
          : ReferenceFiles.in(usable(directory, context.workingDirectory()));
    } catch (ReferenceException e) {
      throw new Failure(
          ExitCode.USAGE,
          "the reference data%s cannot be used:\n%s"
              .formatted(
                  directory == null ? "" : " in " + directory, String.join("\n", e.faults())),
          "",
          e);
    }
  }

  // said once, and not for each of the files that are looked for
  private static Path usable(Path named, Path workingDirectory) {
    Path directory = workingDirectory.resolve(named);
    if (!Files.isDirectory(directory)) {
      String why = Files.exists(directory) ? "is not a directory" : "does not exist";
      throw new Failure(ExitCode.USAGE, named + " " + why, HOLDS);
    }
    for (String file : FILES) {
      if (!Files.isReadable(directory.resolve(file))) {
        String why = Files.exists(directory.resolve(file)) ? "may not be read" : "does not exist";
        throw new Failure(ExitCode.USAGE, named.resolve(file) + " " + why, HOLDS);
      }
    }
    return directory;
  }

  @Override
  public ExitCode call() {
    spec.commandLine().usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
