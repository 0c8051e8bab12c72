package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.Reliability;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.indicators.theatre.Force;
import io.brinkwatch.indicators.theatre.Sourcing;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.streams.state.ForceRow;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.SignRow;
import io.brinkwatch.streams.state.SourceRow;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Incidents as they are kept in the store. */
final class Rows {
  private Rows() {}

  static IncidentRow of(Accounted incident) {
    Traits traits = incident.traits();
    OptionalDouble trusted = incident.sourcing().trusted();
    return new IncidentRow(
        incident.version(),
        incident.family(),
        incident.from(),
        incident.to(),
        incident.micros(),
        incident.kinetic(),
        incident.confidence(),
        incident.fatalities(),
        incident.floors().stream().map(FloorKind::name).sorted().toList(),
        incident.summary(),
        incident.resident(),
        traits.severity(),
        traits.initiators(),
        traits.targets(),
        traits.directed(),
        traits.theatre(),
        traits.area(),
        traits.means(),
        traits.target(),
        traits.threshold(),
        traits.force().map(Rows::row).orElse(null),
        traits
            .sign()
            .map(s -> new SignRow(s.what().name(), s.capability(), s.share(), s.done()))
            .orElse(null),
        trusted.isPresent() ? trusted.getAsDouble() : null,
        incident.sourcing().listed().stream().map(Rows::row).toList(),
        incident.sourcing().more());
  }

  private static SourceRow row(Sourcing.Source source) {
    return new SourceRow(
        source.publisher(),
        source.reliability().name(),
        source.credibility().name(),
        source.denies());
  }

  private static ForceRow row(Force force) {
    return new ForceRow(
        force.name(),
        force.capabilities().stream().map(Capability::name).toList(),
        force.deployment().name());
  }

  static Accounted incident(String id, IncidentRow row) {
    return new Accounted(
        id,
        row.getVersion(),
        row.getFamily(),
        row.getFrom(),
        row.getTo(),
        row.getMicros(),
        row.getKinetic(),
        row.getConfidence(),
        row.getFatalities(),
        row.getFloors().stream().map(FloorKind::valueOf).collect(Collectors.toUnmodifiableSet()),
        row.getSummary(),
        row.getResident(),
        sourcing(row),
        traits(row));
  }

  private static Sourcing sourcing(IncidentRow row) {
    return new Sourcing(
        row.getTrusted() == null ? OptionalDouble.empty() : OptionalDouble.of(row.getTrusted()),
        row.getSources().stream().map(Rows::source).toList(),
        row.getMoreSources());
  }

  private static Sourcing.Source source(SourceRow row) {
    return new Sourcing.Source(
        row.getPublisher(),
        Reliability.valueOf(row.getReliability()),
        Credibility.valueOf(row.getCredibility()),
        row.getDenies());
  }

  private static Traits traits(IncidentRow row) {
    return new Traits(
        row.getSeverity(),
        row.getInitiators(),
        row.getTargets(),
        row.getDirected(),
        row.getTheatre(),
        row.getArea(),
        row.getMeans(),
        row.getTarget(),
        row.getThreshold(),
        Optional.ofNullable(row.getForce()).map(Rows::force),
        Optional.ofNullable(row.getSign())
            .map(
                s ->
                    new Traits.Omen(
                        PrecursorClass.valueOf(s.getWhat()),
                        s.getCapability(),
                        s.getShare(),
                        s.getDone())));
  }

  private static Force force(ForceRow row) {
    return new Force(
        row.getName(),
        row.getCapabilities().stream().map(Capability::valueOf).toList(),
        Deployment.valueOf(row.getDeployment()));
  }
}
