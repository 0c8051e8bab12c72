package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Checks;
import io.brinkwatch.indicators.TempoBin;
import io.brinkwatch.indicators.TempoParams;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.indicators.reciprocity.LedgerParams;
import io.brinkwatch.indicators.reciprocity.ResponseParams;
import io.brinkwatch.indicators.spread.SpilloverParams;
import java.util.Optional;

/** Constants of the indicators that not every policy has; without them there is no such reading. */
public record FamilyRules(
    Optional<Spread> spread,
    Optional<Reciprocity> reciprocity,
    Optional<PostureTable> posture,
    Optional<PrecursorTable> precursors,
    Optional<Hourly> hourly) {

  /** A policy of tempo and intensity alone. */
  public static final FamilyRules NONE =
      new FamilyRules(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Constants of tempo by the hour.
   *
   * @param tempo its bins are hours
   * @param byHourOfDay whether it corrects for the hour of the day
   * @param leastRate incidents an hour in the baseline below which there is no reading, positive
   */
  public record Hourly(TempoParams tempo, boolean byHourOfDay, double leastRate) {

    /** Expert prior, not an estimate. */
    public static final Hourly DEFAULT = new Hourly(TempoParams.HOURLY, true, 0.2);

    /** Rejects values without meaning. */
    public Hourly {
      Checks.that(tempo.bin() == TempoBin.HOUR, "bins must be hours");
      Checks.positive("leastRate", leastRate);
    }
  }

  /**
   * Constants of horizontal escalation.
   *
   * @param spillover its baseline is shortened to the days on which somebody watched
   * @param guardDays days between baseline and window, ≥ 0
   * @param leastDays days of baseline below which nothing is called new, positive
   */
  public record Spread(SpilloverParams spillover, int guardDays, int leastDays) {

    /** Expert prior, not an estimate. */
    public static final Spread DEFAULT = new Spread(SpilloverParams.DEFAULT, 7, 28);

    /** Rejects values without meaning. */
    public Spread {
      Checks.that(guardDays >= 0, "guardDays must not be negative, was " + guardDays);
      Checks.that(leastDays > 0, "leastDays must be positive, was " + leastDays);
    }
  }

  /**
   * Constants of reciprocity.
   *
   * @param days over which responses are tested, positive
   * @param credible confidence from which an incident is booked in the ledger, [0, 1]
   * @param lags days by which one series may lead the other, where acts are known by day, positive
   * @param leastActs acts in each direction that such series need, positive
   */
  public record Reciprocity(
      ResponseParams response,
      LedgerParams ledger,
      int days,
      double credible,
      int lags,
      int leastActs) {

    /** Expert prior, not an estimate. */
    public static final Reciprocity DEFAULT =
        new Reciprocity(ResponseParams.DEFAULT, LedgerParams.DEFAULT, 90, 0.5, 3, 10);

    /** Rejects values without meaning. */
    public Reciprocity {
      Checks.that(days > lags, "days must be more than lags, was " + days);
      Checks.within("credible", credible, 0, 1);
      Checks.that(lags > 0, "lags must be positive, was " + lags);
      Checks.that(leastActs > 0, "leastActs must be positive, was " + leastActs);
    }
  }
}
