package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.ingest.live.Poller;
import io.brinkwatch.streams.StreamsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What all polls have in common. */
final class PollOptions {
  @Option(
      names = "--once",
      description =
          "Asks once and ends. While the source is away it tells nothing; 'run' lets time go on after"
              + " watchdog.silence.minutes.")
  private boolean once;

  /**
   * Polls a source until the command should end.
   *
   * @param ends whether one round is all there is to do
   */
  ExitCode run(LiveSource source, EffectiveConfig config, Context context, boolean ends)
      throws Exception {
    StreamsSettings settings = config.streams();
    Preflight.of(settings.connection())
        .requireBroker()
        .requireTopicsExist()
        .requireRegistry()
        .requireStatus(settings.status(), context.stop());
    Supplier<FeedPublisher> opener =
        () ->
            FeedPublisher.open(
                settings.connection(),
                source.feed(),
                settings.status(),
                context.clock(),
                source.revises());
    var told = new Told(source, context);
    try (var poller = new Poller(source, opener, context.clock(), told)) {
      return context.stop().interruptibly(() -> poll(poller, once || ends, context, told));
    }
  }

  private static ExitCode poll(Poller poller, boolean once, Context context, Told told) {
    if (once) {
      poller.once();
      return told.refused > 0 ? ExitCode.REJECTED : ExitCode.OK;
    }
    poller.run(context.stop()::await);
    return ExitCode.OK;
  }

  /** Shows how it goes. */
  private static final class Told implements Poller.Listener {
    private final LiveSource source;
    private final Context context;
    private long refused;
    private long refusedBefore;

    Told(LiveSource source, Context context) {
      this.source = source;
      this.context = context;
    }

    @Override
    public void refused(Row.Refused row) {
      refused++;
      Refusals.tell(List.of(row), context.terminal());
    }

    @Override
    public void warned(String what) {
      complain(what);
    }

    @Override
    public void reached(String input, long rows) {
      context.stop().check();
      context.terminal().status("%s: %,d rows".formatted(input, rows));
    }

    @Override
    public void asked(List<Stretch> stretches, FeedPublisher.Counts published) {
      context.terminal().status("");
      String until =
          stretches.isEmpty()
              ? "nothing new"
              : "%s to %s".formatted(last(stretches).health(), last(stretches).to());
      context
          .terminal()
          .line(
              "%s: published %s, rejected %,d%s; %s"
                  .formatted(
                      source.feed().id(),
                      Words.count(published.published(), "report"),
                      published.rejected(),
                      others(published.rejected()),
                      until));
    }

    // those that were rejected before, and lines of lists
    private String others(long rejected) {
      long others = refused - refusedBefore - rejected;
      refusedBefore = refused;
      return others > 0 ? ", %,d more cannot be used, as told above".formatted(others) : "";
    }

    private static Stretch last(List<Stretch> stretches) {
      return stretches.get(stretches.size() - 1);
    }

    @Override
    public void failed(RuntimeException why, Duration again) {
      complain("%s; trying again in %d s".formatted(why.getMessage(), again.toSeconds()));
    }

    @Override
    public void silent(Instant since) {
      complain(
          "%s: nothing accounted for since %s; time goes on without it"
              .formatted(source.feed().id(), since));
    }

    private void complain(String text) {
      context.terminal().complaint(Text.of(text, Style.WARN));
    }
  }
}
