package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.streams.StreamsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ingest",
    description = {
      "Publishes the rows of files as reports, each once, and then ticks: what says that the feed"
          + " was alive.",
      "",
      "How far it has come is kept in Kafka. An ingest that was stopped or killed goes on where it"
          + " was; a file that was published and has not changed is passed over; of one that has"
          + " changed, what is new or different is published, and what is no longer in it, nor in any"
          + " other file that was read, is withdrawn. Files may be plain, gzip, or zip with one file"
          + " in it.",
      "",
      "A row that cannot be used is shown as file:line field: what, and goes to the topic rejected;"
          + " all others are published. Nothing is withdrawn for not being in a file as long as one of"
          + " its rows cannot be used and does not say which report it is. Of a file that is passed"
          + " over it is said how many of its rows stand refused. A file that is not there or cannot"
          + " be read is named, and those behind it are read.",
      "",
      "docs/sources.md tells of every source: how to feed it, its terms, how to cite it."
    },
    footer = {
      "  ./brinkwatch ingest incidents.csv",
      "  ./brinkwatch ingest october.csv.gz november.csv --until 2023-12-01T00:00:00Z",
      "  ./brinkwatch ingest --format ndjson reports/      all files of a directory",
      "  ./brinkwatch ingest --format ucdp GEDEvent_v23_1.csv",
      "  ./brinkwatch ingest --format siren --gazetteer localities.json alerts.csv",
      "  generate | ./brinkwatch ingest --format ndjson - --no-ticks"
    })
final class IngestCommand implements Callable<ExitCode> {
  private static final Duration TICKS = Duration.ofHours(6);

  private final Context context;
  private final Terminal terminal;
  private final Unreadable unreadable;
  private final Ungraded ungraded = new Ungraded();
  @Mixin private ConnectionOptions connection;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, directories, http(s) addresses or - for standard input, as one feed.")
  private List<String> words;

  @Option(names = "--no-ticks", description = "Publishes no ticks.")
  private boolean noTicks;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "The feed was alive until then: ticks go on; otherwise to the last report.")
  private Instant until;

  @Option(
      names = "--accept-deletions",
      description =
          "Withdraws reports even if a changed file has lost more than ten, and more than half of"
              + " its own.")
  private boolean acceptDeletions;

  IngestCommand(Context context) {
    this.context = context;
    this.terminal = context.terminal();
    this.unreadable = new Unreadable(terminal);
  }

  @Override
  public ExitCode call() {
    EffectiveConfig config = connection.resolve(context);
    StreamsSettings settings = config.streams();
    IngestSettings ingest = config.ingest();
    List<Location> locations = locations(ingest);
    if (locations.isEmpty()) {
      return unreadable.code(0);
    }
    Preflight.of(settings.connection())
        .requireBroker()
        .requireTopicsExist()
        .requireRegistry()
        .requireStatus(settings.status(), context.stop());
    SourceFormat source = format.in(context);
    try (var publisher =
        FeedPublisher.open(
            settings.connection(),
            source.feed(),
            settings.status(),
            context.clock(),
            source.revises())) {
      var options = new Ingestion.Options(ingest.batchRows(), acceptDeletions);
      var ingestion = new Ingestion(source, publisher, options, new Told());
      var results = new ArrayList<Ingestion.Result>();
      for (Location location : locations) {
        ingest(location, ingestion).ifPresent(results::add);
      }
      locations.stream()
          .filter(ingestion::isToReadAgain)
          .forEach(location -> ingest(location, ingestion));
      if (!noTicks) {
        ingestion.tick(TICKS, until);
      }
      terminal.status("");
      return summary(results, publisher.counts());
    }
  }

  private List<Location> locations(IngestSettings ingest) {
    var found =
        new Locations(
            context.workingDirectory(),
            System.in,
            ingest.limits(),
            new Downloads(ingest.downloads(), context.clock()));
    return words.stream().flatMap(word -> unreadable.located(word, found).stream()).toList();
  }

  private Optional<Ingestion.Result> ingest(Location location, Ingestion ingestion) {
    try {
      Ingestion.Result result = ingestion.ingest(location);
      tellWithheld(location, result.withheld());
      if (result.passedOver()) {
        tellRefusedBefore(location, result.refused());
      }
      return Optional.of(result);
    } catch (SourceException e) {
      unreadable.tell(e);
      return Optional.empty();
    }
  }

  private void tellWithheld(Location location, long withheld) {
    if (withheld > 0) {
      terminal.complaint(
          Text.of(location.name() + ": ", Style.BAD)
              .add(
                  "it no longer has %s, and none was withdrawn: a row that cannot be used does not say which report it is; mend it and ingest again"
                      .formatted(Words.count(withheld, "report"))));
    }
  }

  private void tellRefusedBefore(Location location, long refused) {
    if (refused > 0) {
      terminal.complaint(
          Text.of(location.name() + ": ", Style.BAD)
              .add(
                  "it was read before, and of its rows %,d cannot be used, as was said then; 'validate' shows them again"
                      .formatted(refused)));
    }
  }

  /** Shows what happens to the rows. */
  private final class Told implements Ingestion.Listener {
    @Override
    public void refused(Row.Refused row) {
      Refusals.tell(List.of(row), terminal);
    }

    @Override
    public void reported(IncidentReport report) {
      ungraded.note(report);
    }

    @Override
    public void warned(String what) {
      terminal.complaint(Text.of(what, Style.WARN));
    }

    @Override
    public void reached(String input, long rows) {
      context.stop().check();
      terminal.status("%s: %,d rows".formatted(input, rows));
    }
  }

  private ExitCode summary(List<Ingestion.Result> results, FeedPublisher.Counts counts) {
    long standing = refused(results.stream().filter(Ingestion.Result::passedOver));
    long refused = refused(results.stream()) - standing;
    long skipped = results.stream().mapToLong(Ingestion.Result::skipped).sum();
    long unchanged = results.stream().mapToLong(Ingestion.Result::unchanged).sum();
    long passedOver = results.stream().filter(Ingestion.Result::passedOver).count();
    terminal.line(
        "published %s and %s; refused %s; left out %,d not of the kind or place that is watched"
            .formatted(
                Words.count(counts.published(), "report"),
                Words.count(counts.ticks(), "tick"),
                Words.count(refused, "row"),
                skipped));
    if (passedOver + unchanged + counts.withdrawn() > 0) {
      terminal.line(
          "known before: %s and %s; withdrawn: %s"
              .formatted(
                  Words.count(passedOver, "file"),
                  Words.count(unchanged, "row"),
                  Words.count(counts.withdrawn(), "report")));
    }
    ungraded.tell(terminal);
    return unreadable.code(refused + standing);
  }

  private static long refused(Stream<Ingestion.Result> results) {
    return results.mapToLong(Ingestion.Result::refused).sum();
  }
}
