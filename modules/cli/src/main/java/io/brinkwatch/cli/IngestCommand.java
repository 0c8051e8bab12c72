package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedOptions;
import io.brinkwatch.ingest.Pace;
import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ingest",
    description = {
      "Publishes the rows of files as reports, in the order in which they became public, and ticks"
          + " in between: what says that the feed was alive.",
      "",
      "A row that cannot be used is shown as file:line field: what, and goes to the topic rejected;"
          + " all others are published. To publish a file again is harmless: reports have ids and"
          + " versions."
    },
    footer = {
      "  ./brinkwatch ingest incidents.csv",
      "  ./brinkwatch ingest october.csv november.csv --until 2023-12-01T00:00:00Z",
      "  ./brinkwatch ingest corrections.csv --no-ticks"
    })
final class IngestCommand implements Callable<ExitCode> {
  private static final Duration TICKS = Duration.ofHours(6);

  /** Formats that can be read. */
  enum Format {
    curated
  }

  private final Context context;
  private final Terminal terminal;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to publish, as one feed.")
  private List<Path> files;

  @Option(
      names = "--format",
      description = "Format of the files: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.curated;

  @Option(names = "--no-ticks", description = "Publishes no ticks.")
  private boolean noTicks;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "The feed was alive until then: ticks go on; otherwise to the last report.")
  private Instant until;

  IngestCommand(Context context) {
    this.context = context;
    this.terminal = context.terminal();
  }

  @Override
  public ExitCode call() throws InterruptedException {
    StreamsSettings settings = connection.resolve(context).streams();
    List<Row> rows = rows();
    Refusals.tell(rows, terminal);
    Preflight.of(settings.connection()).requireBroker();
    var options = new FeedOptions(settings.status(), TICKS, endTicks(), Pace.max());
    try (var publisher = Publisher.open(settings.connection())) {
      Feed.Played played =
          Feed.CURATED.publish(
              rows, publisher, options, (done, total, time) -> show(done, total, time));
      terminal.status("");
      return summary(played, publisher.counts());
    }
  }

  private List<Row> rows() {
    return switch (format) {
      case curated -> curated();
    };
  }

  private List<Row> curated() {
    var csv = new CuratedCsv(context.clock());
    var rows = new ArrayList<Row>();
    for (Path file : files) {
      csv.read(context.workingDirectory().resolve(file), rows::add);
    }
    return rows;
  }

  // a time before every report: then there is no tick at all
  private Instant endTicks() {
    return noTicks ? Instant.MIN : until;
  }

  private void show(long done, long total, Instant time) {
    context.stop().check();
    terminal.status("%,d of %,d reports, %s".formatted(done, total, Words.minute(time)));
  }

  private ExitCode summary(Feed.Played played, Publisher.Counts counts) {
    terminal.line(
        "published %s and %s; refused %s; left out %,d that are not incidents"
            .formatted(
                Words.count(counts.published(), "report"),
                Words.count(counts.ticks(), "tick"),
                Words.count(counts.rejected(), "row"),
                played.skipped()));
    return counts.rejected() == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
