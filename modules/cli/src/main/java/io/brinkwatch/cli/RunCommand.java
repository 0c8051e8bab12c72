package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.embedded.DirectoryLock;
import io.brinkwatch.ingest.Watchdog;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Runs the topologies until Ctrl-C or SIGTERM.",
      "",
      "First it looks whether state has a place that no other run uses, the broker answers, the"
          + " topics are there as they should be, the registry has the schemas and keeps them"
          + " compatible, and reference data has been published. A broker or registry that goes"
          + " away later is waited for."
    },
    footer = {
      "  ./brinkwatch topics create && ./brinkwatch reference publish && ./brinkwatch run",
      "  ./brinkwatch run --config production.properties",
      "  BRINKWATCH_BOOTSTRAP_SERVERS=kafka:9092 ./brinkwatch run -D threads=2"
    })
final class RunCommand implements Callable<ExitCode> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration GIVING_UP = Duration.ofSeconds(3);

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
    context.stop().whenRequested(() -> context.terminal().complaint(Text.of("stopping ...")));
    Path state = context.workingDirectory().resolve(settings.stateDirectory());
    Preflight preflight = Preflight.of(settings.connection());
    Preflight.requireWritable(state);
    try (DirectoryLock alone = preflight.requireAlone(state)) {
      context.stop().interruptibly(() -> check(preflight));
      // only now: what the checks find is told once, and by them
      Logs.whileRunning(Brinkwatch.isVerbose(spec));
      run(config);
    }
    return ExitCode.OK;
  }

  private static Preflight check(Preflight preflight) {
    return preflight.requireBroker().requireTopics().requireSchemas().requireReference();
  }

  private void run(EffectiveConfig config) throws Exception {
    StreamsSettings settings = config.streams();
    context.stop().check();
    LOG.info("starting {} under {}", Pipeline.names(), settings.topics().prefix());
    PipelineRun pipeline = PipelineRun.start(settings);
    try {
      awaitRunning(pipeline);
    } catch (InterruptedException e) {
      giveUp(pipeline);
      throw e;
    } catch (Exception e) {
      pipeline.close();
      throw e;
    }
    try (pipeline) {
      context.terminal().line(running(settings.connection()));
      awaitEnd(pipeline, config);
    }
  }

  // while topologies find their partitions they do not hear that they should end; nothing has been
  // processed that an orderly end would save, so it gets a moment and no more
  private static void giveUp(PipelineRun pipeline) throws InterruptedException {
    var closing = new Thread(pipeline::close, "give-up");
    closing.setDaemon(true);
    closing.start();
    closing.join(GIVING_UP.toMillis());
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
    try (BrokerPulse pulse = BrokerPulse.of(config.connection(), context.terminal())) {
      while (!context.stop().await(Duration.ofMillis(500))) {
        throwFailure(pipeline);
        pulse.look();
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
