package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EffectiveConfig;
import io.brinkwatch.ingest.acled.AcledSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "acled",
    description = {
      "Asks ACLED for events written or rewritten since the last time, and for those deleted.",
      "",
      "It needs an account there: acled.username and acled.password, in the configuration file or"
          + " the environment. Reports may not be passed on: docs/sources-acled.md."
    },
    footer = {
      "  BRINKWATCH_ACLED_PASSWORD=$(cat password) ./brinkwatch poll acled"
          + " -D acled.username=me@example.org",
      "  ./brinkwatch poll acled --from 2023-01-01 --once"
    })
final class PollAcledCommand implements Callable<ExitCode> {
  private static final int DAYS_BACK = 90;

  private final Context context;
  @Mixin private ConnectionOptions connection;
  @Mixin private PollOptions poll;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description =
          "First day of the events to ask for, as long as none were asked for yet (default: 90 days"
              + " ago).")
  private LocalDate from;

  PollAcledCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws Exception {
    EffectiveConfig config = connection.resolve(context);
    LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
    LocalDate first = from == null ? today.minusDays(DAYS_BACK) : from;
    var source = new AcledSource(config.acled(), config.ingest(), first, context.clock());
    return poll.run(source, config, context, false);
  }
}
