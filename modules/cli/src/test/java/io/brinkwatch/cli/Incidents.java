package io.brinkwatch.cli;

import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Instant;
import java.util.List;

/** Incidents for tests. */
final class Incidents {
  static final Instant NOON = Instant.parse("2023-10-08T12:00:00Z");

  static {
    TrustedClasses.trust("io.brinkwatch.model");
  }

  private Incidents() {}

  static ReportRef report(String id, boolean open) {
    return ReportRef.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setFeed("feed")
        .setFamily(FeedFamily.WIRE)
        .setPublisher("P")
        .setReliability(Reliability.B)
        .setCredibility(Credibility.C2)
        .setRedistributable(open)
        .build();
  }

  static Incident of(List<ReportRef> reports) {
    String id = reports.get(0).getReportId();
    return Incident.newBuilder()
        .setIncidentId(id)
        .setVersion(1)
        .setTheatre("NORTH")
        .setType(IncidentType.ARMS_TRANSFER)
        .setOccurredFrom(NOON)
        .setOccurredTo(NOON.plusSeconds(60))
        .setPublishedAt(NOON)
        .setPlace(
            Place.newBuilder()
                .setName("Metula")
                .setCountry("Israel")
                .setLatitude(33.28)
                .setLongitude(35.58)
                .setPrecision(GeoPrecision.NEAR)
                .build())
        .setCapability("SA-22")
        .setSummary("words of " + id)
        .setReports(reports)
        .build();
  }
}
