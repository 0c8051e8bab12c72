package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.replay.Outcome;
import io.brinkwatch.replay.Replay;
import io.brinkwatch.replay.ReplayName;
import io.brinkwatch.replay.ReplaySettings;
import io.brinkwatch.replay.ReplayTopics;
import io.brinkwatch.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    description = {
      "Plays a file through the same topologies as 'run', and shows what they would have said, and"
          + " when.",
      "",
      "A replay has topics and applications of its own (<prefix>replay-<name>.), and all it says is"
          + " marked EXERCISE: nobody is ever alerted about the past. Its topics stay, to be looked"
          + " into, unless --delete-after is given."
    },
    footer = {
      "  ./brinkwatch replay incidents.csv",
      "  ./brinkwatch replay incidents.csv --speed 86400 --name autumn       a day per second",
      "  ./brinkwatch replay incidents.csv --reference my-policy/ --name stricter --delete-after",
      "  ./brinkwatch topics tail levels --prefix brinkwatch.replay-autumn. --from-beginning"
    })
final class ReplayCommand implements Callable<ExitCode> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Context context;
  private final Terminal terminal;
  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "FILE", description = "What to play, in the curated format.")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      converter = Speed.Converter.class,
      description = "Seconds of event time per second, or max (the default).")
  private Speed speed = Speed.MAX;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the replay; otherwise made from that of the file.")
  private String name;

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      description = "Theatres, actors and policy to judge with; otherwise those built in.")
  private Path reference;

  @Option(
      names = "--replace",
      description = "Deletes first what an earlier replay of the same name has left.")
  private boolean replace;

  @Option(names = "--delete-after", description = "Deletes the topics of the replay at its end.")
  private boolean deleteAfter;

  ReplayCommand(Context context) {
    this.context = context;
    this.terminal = context.terminal();
  }

  static ReplayName name(String text) {
    try {
      return new ReplayName(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "", e);
    }
  }

  private ReplayName name() {
    if (name != null) {
      return name(name);
    }
    try {
      return ReplayName.of(file);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "Give it a name with --name.", e);
    }
  }

  @Override
  public ExitCode call() throws Exception {
    ReplayName chosen = name();
    StreamsSettings live = connection.resolve(context).streams();
    List<Row> rows = new CuratedCsv(context.clock()).rows(context.workingDirectory().resolve(file));
    long refused = Refusals.tell(rows, terminal);
    requireReport(rows);
    ReferenceSet judged = ReferenceCommand.read(reference, context);
    Preflight.of(live.connection()).requireBroker();
    Preflight.requireWritable(context.workingDirectory().resolve(live.stateDirectory()));
    ReplayTopics topics = ReplayTopics.of(chosen, live);
    clear(topics, chosen);
    try {
      play(topics.settings(), rows, judged);
    } finally {
      leave(topics, chosen);
    }
    return refused > 0 ? ExitCode.REJECTED : ExitCode.OK;
  }

  private void requireReport(List<Row> rows) {
    if (rows.stream().noneMatch(Row.Reported.class::isInstance)) {
      throw new Failure(
          ExitCode.USAGE,
          "%s holds no report that could be replayed".formatted(file),
          rows.isEmpty() ? "There is nothing behind its header." : "");
    }
  }

  private void clear(ReplayTopics topics, ReplayName chosen) throws InterruptedException {
    if (replace) {
      topics.delete();
    } else if (!topics.existing().isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "a replay named '%s' has left its topics (%s*)"
              .formatted(chosen.value(), topics.settings().topics().prefix()),
          "Choose another name with --name, or delete them with --replace.");
    }
  }

  private void play(StreamsSettings settings, List<Row> rows, ReferenceSet judged)
      throws Exception {
    Instant start = context.clock().instant();
    terminal.line(
        Text.of("EXERCISE", Style.WARN)
            .add(" %s, %s, topics %s*".formatted(file, speed, settings.topics().prefix())));
    var setup = new Setup(settings.connection());
    setup.topics();
    setup.reference(judged);
    var replaying =
        new ReplaySettings(
            settings, judged, Feed.CURATED, speed.pace(context.clock(), context.stop()), PATIENCE);
    try (Replay replay = context.stop().interruptibly(() -> Replay.start(replaying));
        var show = new ReplayShow(terminal, judged, rows)) {
      Outcome outcome = replay.play(rows, show, context.stop()::check);
      show.ends(outcome, Duration.between(start, context.clock().instant()));
    }
  }

  private void leave(ReplayTopics topics, ReplayName chosen) throws InterruptedException {
    if (deleteAfter) {
      terminal.line(Words.count(topics.delete().size(), "topic") + " of the replay deleted");
      return;
    }
    terminal.line("");
    terminal.line("The topics of the replay stay. Look into them, or delete them:");
    terminal.line(
        "  ./brinkwatch topics tail levels --from-beginning"
            + connection.given(topics.settings().topics().prefix()));
    terminal.line("  ./brinkwatch topics delete " + chosen.value() + connection.given());
  }
}
