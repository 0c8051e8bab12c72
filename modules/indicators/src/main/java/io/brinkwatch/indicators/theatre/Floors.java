package io.brinkwatch.indicators.theatre;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Threshold events in force. */
final class Floors {
  private static final Comparator<ActiveFloor> STRONGEST =
      Comparator.comparingInt(ActiveFloor::level)
          .thenComparingLong(ActiveFloor::until)
          .thenComparing(ActiveFloor::incidentId, Comparator.reverseOrder());

  private Floors() {}

  /** The highest at a time; of equal ones that which lasts longest, then the first by id. */
  static Optional<ActiveFloor> highest(Collection<Accounted> incidents, long at, Rules rules) {
    List<Accounted> trusted =
        incidents.stream()
            .filter(i -> i.to() <= at && i.confidence() >= rules.floorConfidence())
            .toList();
    var active = new ArrayList<ActiveFloor>();
    for (FloorRule rule : rules.floors()) {
      for (Accounted incident : trusted) {
        long until = incident.to() + rule.holdDays() * Days.MILLIS;
        if (at < until && crosses(rule.kind(), incident, trusted, rules)) {
          active.add(new ActiveFloor(rule.kind(), rule.level(), incident.id(), until));
        }
      }
    }
    return active.stream().max(STRONGEST);
  }

  private static boolean crosses(
      FloorKind kind, Accounted incident, List<Accounted> trusted, Rules rules) {
    return kind == FloorKind.MASS_CASUALTIES
        ? incident.fatalities() > 0 && killedInDayUpTo(incident, trusted) >= rules.massCasualties()
        : incident.floors().contains(kind);
  }

  private static long killedInDayUpTo(Accounted last, List<Accounted> trusted) {
    return trusted.stream()
        .filter(i -> i.to() <= last.to() && i.to() > last.to() - Days.MILLIS)
        .mapToLong(Accounted::fatalities)
        .sum();
  }
}
