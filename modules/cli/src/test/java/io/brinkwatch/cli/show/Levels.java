package io.brinkwatch.cli.show;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.LevelReason;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Outlook;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Instant;
import java.util.List;

/** FINAL levels for tests. */
public final class Levels {
  public static final List<String> NAMES =
      List.of("Calm", "Tension", "Crisis", "Clashes", "Conflict", "War", "Catastrophe");

  static {
    TrustedClasses.trust("io.brinkwatch.model");
  }

  private Levels() {}

  public static EscalationLevel level(
      String theatre, String at, int from, int to, double index, LevelReason reason) {
    return level(theatre, at, from, to, index, reason, null);
  }

  public static EscalationLevel level(
      String theatre,
      String at,
      int from,
      int to,
      double index,
      LevelReason reason,
      Floor floor,
      Evidence... evidence) {
    return EscalationLevel.newBuilder()
        .setSubject(theatre)
        .setEvaluatedAt(Instant.parse(at))
        .setLevel(to)
        .setLevelName(NAMES.get(to))
        .setPreviousLevel(from)
        .setSince(Instant.parse(at))
        .setReason(reason)
        .setIndex(index)
        .setIndexHigh(index)
        .setOutlook(Outlook.STEADY)
        .setFloor(floor)
        .setBelowHours(0)
        .setCoverage(Coverage.newBuilder().setShare(1).setOk(true).setStaleFeeds(List.of()).build())
        .setStale(false)
        .setFinality(Finality.FINAL)
        .setStatus(MessageStatus.ACTUAL)
        .setEvidence(List.of(evidence))
        .setEvidenceRest(new EvidenceRest(0, 0.0))
        .setPolicyVersion(1)
        .build();
  }

  public static IncidentReport report(String id, String from, TimePrecision precision) {
    Instant start = Instant.parse(from);
    return IncidentReport.newBuilder()
        .setReportId(id)
        .setVersion(1)
        .setFeed("curated")
        .setFamily(FeedFamily.CURATED)
        .setSource(Source.newBuilder().setName("n").setPublisher("n").build())
        .setType(IncidentType.CROSS_BORDER_STRIKE)
        .setOccurredFrom(start)
        .setOccurredTo(start)
        .setTimePrecision(precision)
        .setPublishedAt(start)
        .setIngestedAt(start)
        .setPlace(Place.newBuilder().build())
        .setSummary("Told of " + id)
        .build();
  }

  public static Evidence evidence(String id, double contribution, String summary) {
    return Evidence.newBuilder()
        .setIncidentId(id)
        .setVersion(1)
        .setContribution(contribution)
        .setConfidence(0.8)
        .setSummary(summary)
        .build();
  }
}
