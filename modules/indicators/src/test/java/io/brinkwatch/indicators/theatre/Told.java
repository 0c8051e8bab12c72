package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** An incident to be told on a {@link Stage}: unless said otherwise a certain act of force. */
final class Told {
  private static final long HOUR = 3_600_000;

  private final String id;
  private String family = Stage.FAMILY;
  private int day;
  private long fromMinutes = 12 * 60;
  private long minutes = 60;
  private double severity = 4;
  private double confidence = 1;
  private OptionalDouble trusted = OptionalDouble.empty();
  private boolean kinetic = true;
  private boolean visiting;
  private List<String> initiators = List.of();
  private List<String> targets = List.of();
  private boolean directed = true;
  private String area = "";
  private String means = "";
  private String target = "";
  private boolean threshold;
  private Optional<Force> force = Optional.empty();
  private Optional<Traits.Omen> sign = Optional.empty();

  private Told(String id) {
    this.id = id;
  }

  /** One that begins at noon of a day of the stage and takes an hour. */
  static Told of(String id, int day) {
    var told = new Told(id);
    told.day = day;
    return told;
  }

  Told family(String name) {
    family = name;
    return this;
  }

  Told at(int hour) {
    fromMinutes = hour * 60L;
    return this;
  }

  Told lasting(int hours) {
    minutes = hours * 60L;
    return this;
  }

  Told lastingMinutes(int number) {
    minutes = number;
    return this;
  }

  Told severity(double value) {
    severity = value;
    return this;
  }

  Told confidence(double value) {
    confidence = value;
    return this;
  }

  /** How sure it is by trusted sources alone; unless said otherwise none of them tells of it. */
  Told trusted(double value) {
    trusted = OptionalDouble.of(value);
    return this;
  }

  Told untrusted() {
    trusted = OptionalDouble.empty();
    return this;
  }

  Told peaceful() {
    kinetic = false;
    return this;
  }

  Told visiting() {
    visiting = true;
    return this;
  }

  Told by(String... names) {
    initiators = List.of(names);
    return this;
  }

  Told on(String... names) {
    targets = List.of(names);
    return this;
  }

  Told undirected() {
    directed = false;
    return this;
  }

  Told in(String cell) {
    area = cell;
    return this;
  }

  Told with(String name) {
    means = name;
    return this;
  }

  Told against(String targetClass) {
    target = targetClass;
    return this;
  }

  Told threshold() {
    threshold = true;
    return this;
  }

  Told force(String name, Deployment deployment, Capability... capabilities) {
    force = Optional.of(new Force(name, List.of(capabilities), deployment));
    return peaceful();
  }

  Told sign(PrecursorClass what) {
    sign = Optional.of(new Traits.Omen(what, "", 1, true));
    return peaceful();
  }

  Told transfer(String capability, double share) {
    return transfer(capability, share, true);
  }

  Told plan(String capability, double share) {
    return transfer(capability, share, false);
  }

  private Told transfer(String capability, double share, boolean done) {
    sign = Optional.of(new Traits.Omen(PrecursorClass.ARMS_TRANSFER, capability, share, done));
    return peaceful();
  }

  Accounted told() {
    long from = (Stage.FIRST + day) * Days.MILLIS + fromMinutes * HOUR / 60;
    Set<FloorKind> none = EnumSet.noneOf(FloorKind.class);
    var traits =
        new Traits(
            severity,
            initiators,
            targets,
            directed,
            Stage.THEATRE,
            area,
            means,
            target,
            threshold,
            force,
            sign);
    var incident =
        new Accounted(
            id,
            1,
            family,
            from,
            from + minutes * HOUR / 60,
            Math.round(severity * confidence * 1e6),
            kinetic,
            confidence,
            0,
            none,
            "what " + id + " was",
            true,
            new Sourcing(trusted, List.of(), 0),
            traits);
    return visiting ? incident.visiting() : incident;
  }
}
