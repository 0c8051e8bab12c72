package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.FloorKind;
import io.brinkwatch.indicators.theatre.Force;
import io.brinkwatch.indicators.theatre.Traits;
import io.brinkwatch.streams.state.ForceRow;
import io.brinkwatch.streams.state.IncidentRow;
import io.brinkwatch.streams.state.SignRow;
import java.util.Optional;
import java.util.stream.Collectors;

/** Incidents as they are kept in the store. */
final class Rows {
  private Rows() {}

  static IncidentRow of(Accounted incident) {
    Traits traits = incident.traits();
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
        traits.area(),
        traits.means(),
        traits.target(),
        traits.threshold(),
        traits.force().map(Rows::row).orElse(null),
        traits
            .sign()
            .map(s -> new SignRow(s.what().name(), s.capability(), s.share()))
            .orElse(null));
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
        traits(row));
  }

  private static Traits traits(IncidentRow row) {
    return new Traits(
        row.getSeverity(),
        row.getInitiators(),
        row.getTargets(),
        row.getDirected(),
        row.getArea(),
        row.getMeans(),
        row.getTarget(),
        row.getThreshold(),
        Optional.ofNullable(row.getForce()).map(Rows::force),
        Optional.ofNullable(row.getSign())
            .map(
                s ->
                    new Traits.Omen(
                        PrecursorClass.valueOf(s.getWhat()), s.getCapability(), s.getShare())));
  }

  private static Force force(ForceRow row) {
    return new Force(
        row.getName(),
        row.getCapabilities().stream().map(Capability::valueOf).toList(),
        Deployment.valueOf(row.getDeployment()));
  }
}
