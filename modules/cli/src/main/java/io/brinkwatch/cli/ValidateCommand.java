package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.input.Locations;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = {
      "Reads files as 'ingest' would and publishes nothing: shows each row that cannot be used as"
          + " file:line field: what, with all its faults, up to five in words. Those that only show"
          + " once others are mended come then. Needs neither broker nor registry."
    },
    footer = {
      "  ./brinkwatch validate incidents.csv",
      "  ./brinkwatch validate --format ndjson reports/ || echo 'not yet'"
    })
final class ValidateCommand implements Callable<ExitCode> {
  private final Context context;
  private final Terminal terminal;
  private final Unreadable unreadable;
  @Mixin private ConnectionOptions connection;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, directories, http(s) addresses or - for standard input.")
  private List<String> words;

  private final Ungraded ungraded = new Ungraded();
  private long reports;
  private long refused;
  private long skipped;

  ValidateCommand(Context context) {
    this.context = context;
    this.terminal = context.terminal();
    this.unreadable = new Unreadable(terminal);
  }

  @Override
  public ExitCode call() {
    EffectiveConfig config = connection.resolve(context);
    IngestSettings ingest = config.ingest();
    var locations =
        new Locations(
            context.workingDirectory(),
            System.in,
            ingest.limits(),
            new Downloads(ingest.downloads(), context.clock()));
    SourceFormat source = format.in(context);
    for (String word : words) {
      unreadable.located(word, locations).forEach(location -> tryToRead(location, source));
    }
    terminal.line(
        "%s can be used; %s cannot; %,d are not of the kind or place that is watched"
            .formatted(Words.count(reports, "row"), Words.count(refused, "row"), skipped));
    ungraded.tell(terminal);
    return unreadable.code(refused);
  }

  private void tryToRead(Location location, SourceFormat source) {
    try {
      read(location, source);
    } catch (SourceException e) {
      unreadable.tell(e);
    }
  }

  private void read(Location location, SourceFormat source) {
    try (Input input = location.fetch(null).orElseThrow();
        InputStream in = input.open()) {
      source.read(in, input.name(), this::take);
    } catch (IOException e) {
      throw new SourceException(
          "%s cannot be read on: %s".formatted(location.name(), e.getMessage()), e);
    }
  }

  private void take(Row row) {
    context.stop().check();
    if (row instanceof Row.Refused fault) {
      Refusals.tell(List.of(fault), terminal);
      refused++;
    } else if (row instanceof Row.Skipped) {
      skipped++;
    } else if (row instanceof Row.Reported told) {
      reports++;
      ungraded.note(told.report());
    }
  }
}
