package io.brinkwatch.testkit;

import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports with every field filled in: a test names what it is about. */
public final class Reports {
  static {
    TrustedClasses.trust(IncidentReport.class.getPackageName());
  }

  private Reports() {}

  /** A rocket strike in NORTH, an hour long, told by the wire at its end. */
  public static IncidentReport.Builder strike(String id, Instant from) {
    Instant to = from.plus(Duration.ofHours(1));
    return IncidentReport.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setState(RecordState.ACTIVE)
        .setStatus(MessageStatus.ACTUAL)
        .setFeed(Cast.WIRE)
        .setFamily(FeedFamily.WIRE)
        .setSource(source(Reliability.B, Credibility.C2))
        .setType(IncidentType.CROSS_BORDER_STRIKE)
        .setOccurredFrom(from)
        .setOccurredTo(to)
        .setTimePrecision(TimePrecision.HOUR)
        .setPublishedAt(to)
        .setIngestedAt(to)
        .setInitiators(List.of("Militia"))
        .setTargets(List.of("Bravo"))
        .setPlace(at("NORTH"))
        .setWeapon(Weapon.ROCKET)
        .setMunitions(1)
        .setSummary("strike " + id);
  }

  /** The same, with the interval of a whole day or more. */
  public static IncidentReport.Builder during(String id, Instant from, Duration length) {
    Instant to = from.plus(length);
    return strike(id, from).setOccurredTo(to).setPublishedAt(to).setIngestedAt(to);
  }

  public static Source source(Reliability reliability, Credibility credibility) {
    return Source.newBuilder()
        .setName("Agency")
        .setPublisher("AGENCY")
        .setReliability(reliability)
        .setCredibility(credibility)
        .build();
  }

  /** The middle of a theatre of the cast. */
  public static Place at(String theatre) {
    double[] b = Cast.AREAS.get(theatre);
    return at((b[2] + b[3]) / 2, (b[0] + b[1]) / 2);
  }

  public static Place at(double latitude, double longitude) {
    return Place.newBuilder()
        .setName("somewhere")
        .setLatitude(latitude)
        .setLongitude(longitude)
        .build();
  }

  /** What withdraws a report. */
  public static IncidentReport retraction(IncidentReport report) {
    return IncidentReport.newBuilder(report)
        .setVersion(report.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .build();
  }
}
