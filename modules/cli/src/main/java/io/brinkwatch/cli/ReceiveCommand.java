package io.brinkwatch.cli;

import ch.qos.logback.classic.Level;
import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.receive.ReceiveSettings;
import io.brinkwatch.ingest.receive.Receiver;
import io.brinkwatch.streams.StreamsSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "receive",
    description = {
      "Takes reports by HTTP until Ctrl-C or SIGTERM, and ticks for their feed while it does.",
      "",
      "POST /v1/reports takes one report as a JSON object, several as a list or line by line"
          + " (application/x-ndjson), with the fields of the format ndjson. It answers 202 with the"
          + " ids once they are published, or says what is wrong with each; then none is. An"
          + " Idempotency-Key makes it safe to send a request again.",
      "",
      "Beyond this machine it wants a bearer token (receive.token) and a TLS proxy before it."
    },
    footer = {
      "  ./brinkwatch receive",
      "  ./brinkwatch receive -D receive.port=9000 -D receive.feed=desk -D receive.family=CURATED",
      "  BRINKWATCH_RECEIVE_TOKEN=$(cat token) ./brinkwatch receive -D receive.host=0.0.0.0",
      "  curl -H 'Content-Type: application/json' --data @report.json"
          + " http://127.0.0.1:8090/v1/reports"
    })
final class ReceiveCommand implements Callable<ExitCode> {
  // of the JDK's server: a request that trickles must not hold a thread for ever
  private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";
  private static final String RESPONSE_SECONDS = "sun.net.httpserver.maxRspTime";
  private static final String LONGEST = "30";

  private final Context context;
  @Mixin private ConnectionOptions connection;
  @Spec private CommandSpec spec;

  ReceiveCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws Exception {
    EffectiveConfig config = connection.resolve(context);
    StreamsSettings settings = config.streams();
    ReceiveSettings receive = config.receive();
    Preflight.of(settings.connection())
        .requireBroker()
        .requireTopicsExist()
        .requireRegistry()
        .requireStatus(settings.status(), context.stop());
    System.setProperty(REQUEST_SECONDS, LONGEST);
    System.setProperty(RESPONSE_SECONDS, LONGEST);
    Logs.toConsole(Brinkwatch.isVerbose(spec) ? Level.INFO : Level.WARN);
    Supplier<FeedPublisher> opener =
        () ->
            FeedPublisher.open(
                settings.connection(), receive.feed(), settings.status(), context.clock(), true);
    try (Receiver receiver = start(receive, opener)) {
      context
          .terminal()
          .line(
              "receiving at http://%s:%d/v1/reports for the feed %s; Ctrl-C ends it"
                  .formatted(
                      receive.address().getHostString(), receiver.port(), receive.feed().id()));
      awaitEnd(receiver);
    }
    return ExitCode.OK;
  }

  private Receiver start(ReceiveSettings receive, Supplier<FeedPublisher> opener) {
    try {
      return Receiver.start(receive, opener, context.clock());
    } catch (IOException e) {
      throw new Failure(
          ExitCode.ENVIRONMENT,
          "%s cannot be listened at: %s".formatted(receive.address(), e.getMessage()),
          "Choose another port with -D receive.port=N.",
          e);
    }
  }

  private void awaitEnd(Receiver receiver) throws ExecutionException {
    while (!context.stop().await(Duration.ofMillis(500))) {
      if (receiver.end().isDone()) {
        throw new ExecutionException(receiver.end().join());
      }
    }
  }
}
