package io.brinkwatch.cli;

import io.brinkwatch.cli.docs.GeneratedDocs;
import io.brinkwatch.embedded.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "docs",
    description = {
      "Writes the reference documentation from the code: topologies, topics, configuration,"
          + " commands, and the contract as AsyncAPI."
    },
    footer = {
      "  ./brinkwatch docs",
      "  ./brinkwatch docs --check                  exit code 6 if anything is out of date",
      "  ./brinkwatch docs --out /tmp/docs"
    })
final class DocsCommand implements Callable<ExitCode> {
  private final Context context;
  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Writes nothing; tells what is out of date.")
  private boolean check;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to; otherwise docs/.")
  private Path out;

  DocsCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    Path directory =
        out == null ? context.home().resolve("docs") : context.workingDirectory().resolve(out);
    GeneratedDocs docs = GeneratedDocs.of(spec.root().commandLine(), Version.current());
    try {
      return check ? check(docs, directory) : write(docs, directory);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.ENVIRONMENT,
          "cannot read or write in %s: %s".formatted(directory, FileTrouble.inWords(e)),
          "Choose another directory with --out, or make this one writable.",
          e);
    }
  }

  private ExitCode check(GeneratedDocs docs, Path directory) throws IOException {
    List<String> differences = docs.differences(directory);
    if (!differences.isEmpty()) {
      throw new Failure(
          ExitCode.OUT_OF_DATE,
          "generated docs in %s are not what the code says:\n%s"
              .formatted(directory, String.join("\n", differences)),
          "Run: ./brinkwatch docs" + (out == null ? "" : " --out " + out));
    }
    context.terminal().line("%d pages are up to date".formatted(docs.pages().size()));
    return ExitCode.OK;
  }

  private ExitCode write(GeneratedDocs docs, Path directory) throws IOException {
    docs.write(directory);
    context.terminal().line("%d pages written to %s".formatted(docs.pages().size(), directory));
    return ExitCode.OK;
  }
}
