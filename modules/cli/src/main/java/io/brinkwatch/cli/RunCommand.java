package io.brinkwatch.cli;

import ch.qos.logback.classic.Level;
import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.ingest.Watchdog;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Runs the topologies until Ctrl-C or SIGTERM.",
      "",
      "First it looks whether the broker answers, the topics are there as they should be, the"
          + " registry has the schemas and keeps them compatible, and state has a place. A broker"
          + " or registry that goes away later is waited for."
    },
    footer = {
      "  ./brinkwatch topics create && ./brinkwatch reference publish && ./brinkwatch run",
      "  ./brinkwatch run --config production.properties",
      "  BRINKWATCH_BOOTSTRAP_SERVERS=kafka:9092 ./brinkwatch run -D threads=2"
    })
final class RunCommand implements Callable<ExitCode> {
  private static final Duration START = Duration.ofMinutes(5);

  private final Context context;
  @Mixin private ConnectionOptions connection;
  @Spec private CommandSpec spec;

  RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws Exception {
    EffectiveConfig config = connection.resolve(context);
    StreamsSettings settings = config.streams();
    Preflight.of(settings.connection()).requireBroker().requireTopics().requireSchemas();
    Preflight.requireWritable(context.workingDirectory().resolve(settings.stateDirectory()));
    // only now: what the checks find is told once, and by them
    Logs.toConsole(Brinkwatch.isVerbose(spec) ? Level.INFO : Level.WARN);
    try (PipelineRun pipeline = PipelineRun.start(settings)) {
      awaitRunning(pipeline);
      context.terminal().line(running(settings.connection()));
      awaitEnd(pipeline, config);
    }
    return ExitCode.OK;
  }

  private void awaitRunning(PipelineRun pipeline) throws Exception {
    boolean running = context.stop().interruptibly(() -> pipeline.awaitRunning(START));
    if (!running) {
      throwFailure(pipeline);
      throw new Failure(
          ExitCode.UNREACHABLE,
          "the topologies were not running after %d minutes".formatted(START.toMinutes()),
          "Run it with --verbose to see what they wait for.");
    }
  }

  private static String running(ConnectionSettings connection) {
    return "running: %s on %s, topics %s*; Ctrl-C ends it"
        .formatted(
            String.join(", ", Pipeline.names()),
            connection.bootstrapServers(),
            connection.topics().prefix());
  }

  private void awaitEnd(PipelineRun pipeline, EffectiveConfig config) {
    Optional<Watchdog> watchdog = watchdog(config);
    try {
      while (!context.stop().await(Duration.ofMillis(500))) {
        throwFailure(pipeline);
      }
    } finally {
      watchdog.ifPresent(Watchdog::close);
    }
  }

  // an exercise has its own time: nobody is late in it
  private Optional<Watchdog> watchdog(EffectiveConfig config) {
    StreamsSettings settings = config.streams();
    var silence = Duration.ofMinutes(Long.parseLong(config.properties().get(Watchdog.SILENCE)));
    return silence.isZero() || settings.status() != MessageStatus.ACTUAL
        ? Optional.empty()
        : Optional.of(
            Watchdog.start(settings.connection(), settings.status(), silence, context.clock()));
  }

  private static void throwFailure(PipelineRun pipeline) {
    Throwable thrown = pipeline.failure().getNow(null);
    if (thrown != null) {
      Failure cause = Failures.of(thrown);
      throw new Failure(
          cause.code(), "a topology stopped: " + cause.getMessage(), cause.advice(), thrown);
    }
  }
}
