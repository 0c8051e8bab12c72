package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.math.PoissonBinomial;
import java.util.BitSet;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Whether warnings did better than the same alarm time strewn at random (Molchan 1990). An alarm
 * lasts from {@code late} days before an onset to {@code lead} days after it.
 *
 * @param alarmShare τ, the share of days under alarm, [0, 1]
 * @param missShare ν, the share of events outside of alarms, [0, 1]; 0 without events
 * @param p P(Binomial(events, τ) ≥ events under alarm), in [0, 1]
 */
public record Molchan(double alarmShare, double missShare, double p) {

  static Molchan of(
      int days, Collection<Integer> onsets, Collection<Integer> events, WarningParams params) {
    var alarm = new BitSet(days);
    for (int onset : onsets) {
      alarm.set(Math.max(0, onset - params.late()), Math.min(days, onset + params.lead() + 1));
    }
    int hits = (int) events.stream().filter(alarm::get).count();
    double share = (double) alarm.cardinality() / days;
    double miss = events.isEmpty() ? 0 : 1 - (double) hits / events.size();
    double p = PoissonBinomial.binomial(events.size(), share).upperTail(hits);
    return new Molchan(share, miss, p);
  }

  /** (1 − ν) / τ, how many times as many events as chance would catch; empty without an alarm. */
  public OptionalDouble gain() {
    return alarmShare > 0
        ? OptionalDouble.of((1 - missShare) / alarmShare)
        : OptionalDouble.empty();
  }
}
