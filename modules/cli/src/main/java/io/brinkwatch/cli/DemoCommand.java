package io.brinkwatch.cli;

import io.brinkwatch.cli.config.KnownKeys;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.embedded.EmbeddedCluster;
import io.brinkwatch.embedded.EmbeddedSettings;
import io.brinkwatch.ingest.CuratedCsv;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.ReferenceFiles;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.replay.Outcome;
import io.brinkwatch.replay.Replay;
import io.brinkwatch.replay.ReplaySettings;
import io.brinkwatch.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Starts a broker and a registry on this machine, plays the autumn of 2023 (150 reports"
          + " from public sources) through the pipeline, and shows each change of"
          + " level with its causes. All of it is marked EXERCISE: nobody is ever alerted about the"
          + " past.",
      "",
      "Needs nothing but this directory; reads no configuration. All it makes is in the directory"
          + " given, and is removed at the end, except the logs."
    },
    footer = {
      "  ./brinkwatch demo",
      "  ./brinkwatch demo --speed 86400              a day per second",
      "  ./brinkwatch demo --keep --broker-port 9092 --registry-port 8080",
      "  ./brinkwatch demo --directory /tmp/demo"
    })
final class DemoCommand implements Callable<ExitCode> {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long ORDERLY_SECONDS = 30;
  private static final int PARTITIONS = 2;

  private final Context context;
  private final Terminal terminal;
  private final CountDownLatch done = new CountDownLatch(1);

  @Option(names = "--keep", description = "Leaves all of it running until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "For data and logs (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of(".brinkwatch", "demo");

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      converter = Speed.Converter.class,
      description = "Seconds of event time per second, or max (the default).")
  private Speed speed = Speed.MAX;

  @Option(
      names = "--broker-port",
      paramLabel = "N",
      description = "Port of the broker on 127.0.0.1; otherwise a free one.")
  private int brokerPort;

  @Option(
      names = "--registry-port",
      paramLabel = "N",
      description = "Port of the registry on 127.0.0.1; otherwise a free one.")
  private int registryPort;

  DemoCommand(Context context) {
    this.context = context;
    this.terminal = context.terminal();
  }

  @Override
  public ExitCode call() throws Exception {
    EmbeddedSettings settings = settings();
    var demo = DemoDirectory.open(settings.directory());
    Logs.toFile(demo.log());
    demo.clean();
    terminal.line(Text.of("Starting a broker and a registry (logs: " + demo.log() + ") ..."));
    Instant start = context.clock().instant();
    try (EmbeddedCluster cluster =
        context.stop().interruptibly(() -> EmbeddedCluster.start(settings))) {
      // what runs on the cluster ends before the cluster does, by whatever way it is closed
      cluster.beforeClose(this::awaitDone);
      try {
        play(cluster, demo, start);
      } catch (RuntimeException e) {
        throw truly(e, cluster);
      } finally {
        done.countDown();
      }
    } finally {
      demo.clean();
    }
    return ExitCode.OK;
  }

  /** A broker that ended is why it does not answer: say that, and not how it showed. */
  private static RuntimeException truly(RuntimeException thrown, EmbeddedCluster cluster) {
    return cluster
        .failure()
        .<RuntimeException>map(why -> new Failure(ExitCode.ENVIRONMENT, why, "", thrown))
        .orElse(thrown);
  }

  private EmbeddedSettings settings() {
    try {
      return new EmbeddedSettings(
          context.workingDirectory().resolve(directory),
          brokerPort,
          registryPort,
          context.home().resolve("modules/embedded/target/registry"),
          START,
          false);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "", e);
    }
  }

  private void awaitDone() {
    try {
      if (!done.await(ORDERLY_SECONDS, TimeUnit.SECONDS)) {
        terminal.complaint(Text.of("the topologies take long to stop; not waiting any longer"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(EmbeddedCluster cluster, DemoDirectory demo, Instant start) throws Exception {
    StreamsSettings streams = streams(cluster, demo);
    ReferenceSet reference = ReferenceFiles.bundled();
    List<Row> rows = new CuratedCsv(context.clock()).sample();
    header(cluster);
    var setup = new Setup(streams.connection());
    setup.topics();
    setup.reference(reference);
    context.stop().check();
    var replaying =
        new ReplaySettings(
            streams,
            reference,
            Feed.CURATED,
            speed.pace(context.clock(), context.stop()),
            PATIENCE);
    try (Replay replay = context.stop().interruptibly(() -> Replay.start(replaying));
        var show = new ReplayShow(terminal, reference, rows)) {
      Outcome outcome = replay.play(rows, show, context.stop()::check);
      show.ends(outcome, Duration.between(start, context.clock().instant()));
      caveat(rows);
      if (keep) {
        keepRunning(cluster);
      }
    }
  }

  private void caveat(List<Row> rows) {
    terminal.line("");
    terminal.line(
        "The sample is %d reports of October and November 2023, and not a census:"
            .formatted(rows.size()));
    terminal.line(
        "it shows how the pipeline works, not how that autumn was. All weights are expert priors.");
  }

  private static StreamsSettings streams(EmbeddedCluster cluster, DemoDirectory demo) {
    return StreamsSettings.of(
        Map.of(
            ConnectionSettings.BOOTSTRAP_SERVERS,
            cluster.bootstrapServers(),
            ConnectionSettings.REGISTRY_URL,
            cluster.registryUrl(),
            ConnectionSettings.TOPIC_PARTITIONS,
            PARTITIONS,
            // it is about the past; only what is about now says ACTUAL
            StreamsSettings.STATUS,
            MessageStatus.EXERCISE.name(),
            StreamsSettings.STATE_DIRECTORY,
            demo.state().toString()));
  }

  private void header(EmbeddedCluster cluster) {
    terminal.line("broker    " + cluster.bootstrapServers());
    terminal.line("registry  " + cluster.registryUrl());
    terminal.line("speed     " + speed);
    terminal.line("status    " + MessageStatus.EXERCISE + ": nobody is alerted about the past");
    terminal.line("");
  }

  /**
   * What makes a shell speak with a demo: where it is, and in what it differs from the defaults.
   */
  static String export(String bootstrapServers, String registryUrl) {
    var variables = new LinkedHashMap<String, Object>();
    variables.put(ConnectionSettings.BOOTSTRAP_SERVERS, bootstrapServers);
    variables.put(ConnectionSettings.REGISTRY_URL, registryUrl);
    variables.put(ConnectionSettings.TOPIC_PARTITIONS, PARTITIONS);
    variables.put(StreamsSettings.STATUS, MessageStatus.EXERCISE);
    return variables.entrySet().stream()
        .map(e -> KnownKeys.variable(e.getKey()) + "=" + e.getValue())
        .collect(Collectors.joining(" ", "export ", ""));
  }

  private void keepRunning(EmbeddedCluster cluster) {
    terminal.line("");
    terminal.line(
        Text.of(
            "All of it keeps running until Ctrl-C. In another terminal, say first where it is:",
            Style.STRONG));
    terminal.line("  " + export(cluster.bootstrapServers(), cluster.registryUrl()));
    terminal.line("Then try there:");
    for (String command :
        List.of(
            "topics list",
            "explain IL_LB",
            "topics tail levels --from-beginning --no-follow --compact",
            "topics tail alerts --from-beginning --max 3")) {
      terminal.line("  ./brinkwatch " + command);
    }
    while (!context.stop().await(Duration.ofSeconds(1))) {
      cluster
          .failure()
          .ifPresent(
              why -> {
                throw new Failure(ExitCode.ENVIRONMENT, why, "The logs say more.");
              });
    }
  }
}
