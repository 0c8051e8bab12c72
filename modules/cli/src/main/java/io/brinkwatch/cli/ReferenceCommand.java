package io.brinkwatch.cli;

import io.brinkwatch.ingest.ReferenceException;
import io.brinkwatch.ingest.ReferenceFiles;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.streams.reference.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reference",
    description =
        "Theatres, actors, policy and parameters of pairs: what judgements depend on. A new version"
            + " takes effect at the event time it names, without a restart.",
    subcommands = {
      ReferencePublishCommand.class,
      ReferenceShowCommand.class,
      ReferenceFitCommand.class
    },
    footer = {
      "  ./brinkwatch reference show policy",
      "  ./brinkwatch reference publish",
      "  ./brinkwatch reference publish my-policy/",
      "  ./brinkwatch reference fit israel hezbollah hawkes.json"
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
      throw unusable(directory == null ? "" : " in " + directory, e);
    }
  }

  /** Parameters of pairs in a file, about theatres and actors that were published. */
  static ReferenceSet pairs(Path file, PublishedReference published, Context context) {
    Reference known = published.reference();
    try {
      return new ReferenceSet(
          List.of(),
          List.of(),
          List.of(),
          ReferenceFiles.pairs(
              context.workingDirectory().resolve(file),
              ids(known.theatres()),
              ids(known.actors())));
    } catch (ReferenceException e) {
      throw unusable(" in " + file, e);
    }
  }

  /** The ids of all of which a version was published. */
  static Set<String> ids(Map<ReferenceKey, ?> versions) {
    return versions.keySet().stream().map(ReferenceKey::getId).collect(Collectors.toSet());
  }

  private static Failure unusable(String where, ReferenceException e) {
    return new Failure(
        ExitCode.USAGE,
        "the reference data%s cannot be used:\n%s".formatted(where, String.join("\n", e.faults())),
        "",
        e);
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
