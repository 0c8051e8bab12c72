package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.ingest.gdelt.GdeltPoll;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gdelt",
    description = {
      "Reads the event files of GDELT 2.0 as they appear, every quarter of an hour, from where it"
          + " was left; the first time, from where the latest back-fill ended, if that is no more"
          + " than gdelt.catch.up.days ago, or else from the newest file, or from --from.",
      "",
      "Files come in order of time and are checked against the lists. A quarter of an hour without"
          + " a file is told as an outage of the feed, not as calm."
    },
    footer = {
      "  ./brinkwatch poll gdelt",
      "  ./brinkwatch poll gdelt --once                          one round, as from cron",
      "  ./brinkwatch poll gdelt --from 2024-09-01T00:00:00Z     from then on, and stay with it",
      "  ./brinkwatch poll gdelt --from 2023-10-07T00:00:00Z --to 2023-10-14T00:00:00Z"
    })
final class PollGdeltCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;
  @Mixin private PollOptions poll;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description =
          "Reads from the quarter of an hour that begins then; what was read before is passed over.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Ends there: fills in what lies between, and does not go on.")
  private Instant to;

  @Option(
      names = "--translated",
      description = "Also reads the files of articles translated into English.")
  private boolean translated;

  PollGdeltCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws Exception {
    EffectiveConfig config = connection.resolve(context);
    var source = new GdeltPoll(config.gdelt(), config.ingest(), wanted(), context.clock());
    return poll.run(source, config, context, to != null);
  }

  private GdeltPoll.Wanted wanted() {
    try {
      return new GdeltPoll.Wanted(from, to, translated);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "Give --from and --to.", e);
    }
  }
}
