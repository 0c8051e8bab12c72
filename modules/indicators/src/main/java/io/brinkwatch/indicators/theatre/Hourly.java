package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Tempo by the hour, for series that are dense enough to have one. Only incidents that are known to
 * the hour are in it: what is known by the day would be a spike at midnight.
 */
final class Hourly {
  private static final long HOUR = 3_600_000;

  private final TheatreView view;
  private final FamilyRules.Hourly rules;
  private final int evidenceLimit;
  private final long end;

  private Hourly(TheatreView view, FamilyRules.Hourly rules, int evidenceLimit) {
    this.view = view;
    this.rules = rules;
    this.evidenceLimit = evidenceLimit;
    this.end = Math.floorDiv(view.at(), HOUR);
  }

  /**
   * That of the first family, in the order given, whose baseline is dense enough; empty if none is.
   */
  static Optional<TempoOf> read(
      TheatreView view, List<String> families, FamilyRules.Hourly rules, int evidenceLimit) {
    var hourly = new Hourly(view, rules, evidenceLimit);
    return families.stream().map(hourly::read).flatMap(Optional::stream).findFirst();
  }

  private Optional<TempoOf> read(String family) {
    double[] exposure = view.families().get(family).hours();
    List<Accounted> precise = precise(family, exposure.length);
    if (precise.isEmpty()) {
      return Optional.empty();
    }
    long[] counts = new long[exposure.length];
    precise.forEach(incident -> counts[bin(incident, exposure.length)]++);
    OptionalInt phase =
        rules.byHourOfDay()
            ? OptionalInt.of((int) Math.floorMod(end - exposure.length, 24L))
            : OptionalInt.empty();
    int last = exposure.length - 1;
    Tempo.Window hour = Tempo.window(counts, exposure, last, 1, phase, rules.tempo());
    if (!hour.hasValues() || hour.m() < rules.leastRate()) {
      return Optional.empty();
    }
    Tempo.Reading reading = Tempo.read(counts, exposure, last, phase, rules.tempo());
    return Optional.of(
        new TempoOf(valued(reading, precise), Optional.of(family), Optional.of(reading)));
  }

  private List<Accounted> precise(String family, int hours) {
    return view.incidents().stream()
        .filter(incident -> incident.counts() && incident.family().equals(family))
        .filter(incident -> incident.to() <= view.at() && incident.to() - incident.from() <= HOUR)
        .filter(incident -> bin(incident, hours) >= 0)
        .toList();
  }

  /** The hour in which it ended. */
  private int bin(Accounted incident, int hours) {
    return Math.toIntExact(Math.floorDiv(incident.to() - 1, HOUR) - end + hours);
  }

  private Valued valued(Tempo.Reading reading, List<Accounted> precise) {
    Tempo.Window window = reading.chosen();
    int hours = window.t() + 1;
    var shares = new ArrayList<Share>();
    for (Accounted incident : precise) {
      int bin = bin(incident, hours);
      double[] exposure = view.families().get(incident.family()).hours();
      if (bin > window.t() - window.w() && exposure[bin] > 0) {
        shares.add(Scene.share(incident, reading.pointsPerIncident()));
      }
    }
    return new Valued(
        reading.index(),
        Status.valueOf(reading.status().name()),
        OptionalLong.empty(),
        Evidence.of(reading.index(), shares, evidenceLimit));
  }
}
