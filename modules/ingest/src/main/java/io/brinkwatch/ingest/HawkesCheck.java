package io.brinkwatch.ingest;

import io.brinkwatch.model.HawkesLink;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Whether the parameters of a pair make sense together, and know whom they are about. */
final class HawkesCheck {
  private static final int LEAST_ACTS = 100;
  private static final double DAY = Duration.ofDays(1).toMillis();
  // a period is divided by the length of its pieces, and both are rounded
  private static final double ROUNDING = 1e-6;

  private final HawkesParameters pair;
  private final String file;
  private final String prefix;
  private final FileFaults faults;

  HawkesCheck(HawkesParameters pair, String file, String prefix, FileFaults faults) {
    this.pair = pair;
    this.file = file;
    this.prefix = prefix;
    this.faults = faults;
  }

  void run(Set<String> theatres, Set<String> actors) {
    if (!theatres.contains(pair.getTheatre())) {
      fault("theatre", "is %s, which is no theatre".formatted(Shown.of(pair.getTheatre())));
    }
    if (pair.getVersion() < 1) {
      fault("version", "is %d, must be at least 1".formatted(pair.getVersion()));
    }
    if (pair.getFirst().getActor().compareTo(pair.getSecond().getActor()) >= 0) {
      fault(
          "first.actor",
          "is %s, must come before second.actor, %s"
              .formatted(
                  Shown.of(pair.getFirst().getActor()), Shown.of(pair.getSecond().getActor())));
    }
    period();
    side("first", pair.getFirst(), actors);
    side("second", pair.getSecond(), actors);
    stable();
  }

  private void fault(String path, String fault) {
    faults.add(file, prefix + path, fault);
  }

  private void period() {
    if (!pair.getFittedFrom().isBefore(pair.getFittedTo())) {
      fault(
          "fittedTo",
          "is %s, must be after fittedFrom, %s"
              .formatted(pair.getFittedTo(), pair.getFittedFrom()));
    }
    if (pair.getEffectiveFrom().isBefore(pair.getFittedTo())) {
      fault(
          "effectiveFrom",
          "is %s, before the end of what was fitted, %s: what it has seen it must not judge"
              .formatted(pair.getEffectiveFrom(), pair.getFittedTo()));
    }
    if (!(pair.getPieceDays() > 0)) {
      fault("pieceDays", "is %s, must be above 0".formatted(pair.getPieceDays()));
    }
  }

  private void side(String path, HawkesSide side, Set<String> actors) {
    if (!actors.contains(side.getActor())) {
      fault(path + ".actor", "is %s, which is no actor".formatted(Shown.of(side.getActor())));
    }
    if (side.getActs() < LEAST_ACTS) {
      fault(path + ".acts", "is %d, must be at least %d".formatted(side.getActs(), LEAST_ACTS));
    }
    atLeastZero(path + ".actsByDay", side.getActsByDay());
    backgrounds(path + ".mu", side.getMu());
    link(path + ".own", side.getOwn());
    link(path + ".other", side.getOther());
    atLeastZero(path + ".likelihoodRatio", side.getLikelihoodRatio());
    if (!(side.getP() >= 0 && side.getP() <= 1)) {
      fault(path + ".p", "is %s, must be 0 to 1".formatted(side.getP()));
    }
  }

  private void backgrounds(String path, List<Double> mu) {
    for (int i = 0; i < mu.size(); i++) {
      atLeastZero("%s[%d]".formatted(path, i), mu.get(i));
    }
    double days = Duration.between(pair.getFittedFrom(), pair.getFittedTo()).toMillis() / DAY;
    double pieces = Math.ceil(days / pair.getPieceDays() - ROUNDING);
    if (days > 0 && pair.getPieceDays() > 0 && mu.size() != pieces) {
      fault(
          path,
          "has %d entries, must have %.0f: one for each piece of the period"
              .formatted(mu.size(), pieces));
    }
  }

  private void link(String path, HawkesLink link) {
    atLeastZero(path + ".alpha", link.getAlpha());
    if (!(link.getBeta() > 0)) {
      fault(path + ".beta", "is %s, must be above 0".formatted(link.getBeta()));
    }
  }

  private void atLeastZero(String path, double value) {
    if (!(value >= 0)) {
      fault(path, "is %s, must be at least 0".formatted(value));
    }
  }

  private void stable() {
    double radius = spectralRadius();
    if (!(radius < 1)) {
      fault(
          "spectralRadius",
          "comes to %.3f, must be below 1, or acts would beget ever more acts".formatted(radius));
    } else if (Math.abs(radius - pair.getSpectralRadius()) > ROUNDING) {
      fault(
          "spectralRadius",
          "is %s, but the alphas come to %s".formatted(pair.getSpectralRadius(), radius));
    }
  }

  /** The larger root of λ² − (a + d)λ + (ad − bc), for [[a, b], [c, d]] without negatives. */
  private double spectralRadius() {
    double a = pair.getFirst().getOwn().getAlpha();
    double b = pair.getFirst().getOther().getAlpha();
    double c = pair.getSecond().getOther().getAlpha();
    double d = pair.getSecond().getOwn().getAlpha();
    return (a + d) / 2 + Math.sqrt((a - d) * (a - d) / 4 + b * c);
  }
}
