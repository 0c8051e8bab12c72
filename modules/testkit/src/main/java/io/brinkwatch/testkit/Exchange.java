package io.brinkwatch.testkit;

import io.brinkwatch.indicators.reciprocity.Hawkes;
import io.brinkwatch.indicators.reciprocity.HawkesEvent;
import io.brinkwatch.indicators.reciprocity.HawkesParams;
import io.brinkwatch.model.ActorKind;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Blows exchanged by two sides of the cast, as the topic of incidents would tell of them. */
public final class Exchange {
  private static final double DAY = 86_400_000;

  static {
    TrustedClasses.trust(Incident.class.getPackageName());
  }

  private Exchange() {}

  /** An attack on forces in NORTH. */
  public static Incident.Builder blow(
      String id, String by, String on, Instant end, Duration length) {
    return Incident.newBuilder()
        .setIncidentId(id)
        .setVersion(1)
        .setTheatre("NORTH")
        .setType(IncidentType.ATTACK_ON_FORCES)
        .setOccurredFrom(end.minus(length))
        .setOccurredTo(end)
        .setTimePrecision(TimePrecision.MINUTE)
        .setPublishedAt(end)
        .setInitiators(List.of(actor(by)))
        .setTargets(List.of(actor(on)))
        .setPlace(Reports.at("NORTH"))
        .setReports(
            List.of(
                ReportRef.newBuilder()
                    .setReportId(id)
                    .setVersion(1)
                    .setFeed(Cast.WIRE)
                    .setFamily(FeedFamily.WIRE)
                    .setPublisher("AGENCY")
                    .setReliability(Reliability.B)
                    .setCredibility(Credibility.C2)
                    .build()));
  }

  private static ActorRef actor(String id) {
    return new ActorRef(id, id, ActorKind.STATE, List.of());
  }

  /**
   * Blows of a process that is known, from the start of scenarios on, by thinning (Ogata 1981).
   *
   * @param truth in days, with backgrounds that do not change; component 0 is what Alpha does to
   *     Bravo, by itself or by the militia, component 1 what Bravo does to Alpha
   */
  public static List<Incident> simulated(HawkesParams truth, int days, long seed) {
    var random = new Random(seed);
    var events = new ArrayList<HawkesEvent>();
    double t = 0;
    while (true) {
      // between two events intensity only falls, so that it is bounded by what it is now
      double bound = sum(Hawkes.intensityAt(Math.nextUp(t), events, truth));
      t += -Math.log(1 - random.nextDouble()) / bound;
      if (t >= days) {
        return blows(events, random);
      }
      List<Double> rates = Hawkes.intensityAt(t, events, truth);
      double drawn = random.nextDouble() * bound;
      if (drawn < sum(rates)) {
        events.add(new HawkesEvent(drawn < rates.get(0) ? 0 : 1, t, 1));
      }
    }
  }

  private static double sum(List<Double> rates) {
    return rates.get(0) + rates.get(1);
  }

  private static List<Incident> blows(List<HawkesEvent> events, Random random) {
    var blows = new ArrayList<Incident>();
    for (HawkesEvent event : events) {
      boolean isBack = event.component() == 1;
      String by = isBack ? "bravo" : random.nextBoolean() ? "alpha" : "militia";
      Instant end = Cast.START.plusMillis((long) (event.time() * DAY));
      Duration length = Duration.ofMinutes(1 + random.nextInt(300));
      String id = "blow-" + blows.size();
      blows.add(blow(id, by, isBack ? "alpha" : "bravo", end, length).build());
    }
    return blows;
  }
}
