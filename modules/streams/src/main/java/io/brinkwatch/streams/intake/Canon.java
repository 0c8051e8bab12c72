package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.ActorRef;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report says in our terms: who is meant, and which theatre it belongs to. */
record Canon(
    Versions<Theatre, TheatreMap> theatres,
    Versions<Actor, ActorIndex> actors,
    Versions<Policy, PolicyRules> policies) {

  /** An incident or an official count; empty if it belongs to no theatre. */
  Optional<Said> said(IncidentReport report) {
    ActorIndex index = actors.at(report.getOccurredFrom());
    List<ActorRef> initiators = report.getInitiators().stream().map(index::resolve).toList();
    List<ActorRef> targets = report.getTargets().stream().map(index::resolve).toList();
    return theatre(report, index, initiators, targets)
        .map(
            theatre ->
                isTally(report)
                    ? new Said.Counted(count(report, theatre, initiators, targets))
                    : new Said.Happened(
                        Incident.newBuilder(incident(report, theatre, initiators, targets))
                            .setConcerns(concerns(report, index, theatre, initiators, targets))
                            .build()));
  }

  /**
   * Where else it matters: where those involved are at home. Of a claim everywhere: whom it is to
   * reach shows only when all its reports are joined, and they are joined alike in each theatre.
   */
  private List<String> concerns(
      IncidentReport report,
      ActorIndex index,
      String theatre,
      List<ActorRef> initiators,
      List<ActorRef> targets) {
    List<String> inForce = theatres.at(report.getOccurredFrom()).ids();
    if (report.getClaimStage() != ClaimStage.NONE) {
      return inForce.stream().filter(other -> !other.equals(theatre)).sorted().toList();
    }
    return Stream.of(initiators, targets)
        .flatMap(List::stream)
        .flatMap(actor -> index.theatres(actor).stream())
        .filter(other -> !other.equals(theatre) && inForce.contains(other))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * By place; for what lies outside every area by the home theatre of those involved. Of force the
   * initiators' comes first, of anything else (a sanction, a disclosure, a deployment) that of
   * those it is aimed at.
   */
  private Optional<String> theatre(
      IncidentReport report, ActorIndex index, List<ActorRef> initiators, List<ActorRef> targets) {
    Instant time = report.getOccurredFrom();
    TheatreMap map = theatres.at(time);
    Place place = report.getPlace();
    Optional<String> byPlace =
        place.getLatitude() == null
            ? Optional.empty()
            : map.at(place.getLatitude(), place.getLongitude());
    return byPlace.or(
        () ->
            (isOfForce(report) ? Stream.of(initiators, targets) : Stream.of(targets, initiators))
                .flatMap(List::stream)
                .map(index::homeTheatre)
                .flatMap(Optional::stream)
                .filter(map.ids()::contains)
                .findFirst());
  }

  private static boolean isTally(IncidentReport report) {
    return report.getType() == IncidentType.TALLY;
  }

  // acts of force are what tallies count
  private boolean isOfForce(IncidentReport report) {
    return isTally(report) || policies.at(report.getOccurredFrom()).isKinetic(report.getType());
  }

  private static OfficialCount count(
      IncidentReport report, String theatre, List<ActorRef> initiators, List<ActorRef> targets) {
    return OfficialCount.newBuilder()
        .setReportId(report.getReportId())
        .setVersion(report.getVersion())
        .setFeed(report.getFeed())
        .setTheatre(theatre)
        .setCount(report.getTally().getCount())
        .setSince(report.getTally().getSince())
        .setAsOf(report.getOccurredTo())
        .setInitiators(initiators)
        .setTargets(targets)
        .setSource(report.getSource())
        .setRedistributable(report.getRedistributable())
        .build();
  }

  private static Incident incident(
      IncidentReport report, String theatre, List<ActorRef> initiators, List<ActorRef> targets) {
    return Incident.newBuilder()
        .setIncidentId(report.getReportId())
        .setVersion(report.getVersion())
        .setState(RecordState.ACTIVE)
        .setStatus(report.getStatus())
        .setTheatre(theatre)
        .setType(report.getType())
        .setOccurredFrom(report.getOccurredFrom())
        .setOccurredTo(report.getOccurredTo())
        .setTimePrecision(report.getTimePrecision())
        .setPublishedAt(report.getPublishedAt())
        .setInitiators(initiators)
        .setTargets(targets)
        .setDirected(report.getDirected())
        .setPlace(report.getPlace())
        .setWeapon(report.getWeapon())
        .setTargetClass(report.getTargetClass())
        .setOutcome(report.getOutcome())
        .setMunitions(report.getMunitions())
        .setFatalities(report.getFatalities())
        .setInjuries(report.getInjuries())
        .setClaimStage(report.getClaimStage())
        .setCapability(report.getCapability())
        .setForceStatus(report.getForceStatus())
        .setReports(List.of(reference(report)))
        .setSummary(Objects.requireNonNullElse(report.getSummary(), ""))
        .build();
  }

  private static ReportRef reference(IncidentReport report) {
    return new ReportRef(
        report.getReportId(),
        report.getVersion(),
        report.getFeed(),
        report.getFamily(),
        report.getSource().getPublisher(),
        report.getSource().getReliability(),
        report.getSource().getCredibility(),
        report.getRedistributable(),
        report.getStory(),
        report.getClaimStage() == ClaimStage.DENIED);
  }
}
