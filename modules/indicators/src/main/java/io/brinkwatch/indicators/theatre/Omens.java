package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.precursor.ArmsTransfer;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.indicators.precursor.Precursors;
import io.brinkwatch.indicators.precursor.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the signs that concern a theatre. A visitor concerns it as far as its recipients do. */
final class Omens {
  private static final int YEAR = 365;

  private static final int HERE = 0;
  private static final int EVERYWHERE = 1;

  private final Scene scene;
  private final PrecursorTable table;
  private Map<String, long[]> acts;

  private Omens(Scene scene, PrecursorTable table) {
    this.scene = scene;
    this.table = table;
  }

  /** What is read, and who has what in it. */
  record Read(PrecursorsOf precursors, Scored scored) {}

  static Read read(Scene scene, PrecursorTable table) {
    return new Omens(scene, table).read();
  }

  private Read read() {
    Map<String, Accounted> byId = new HashMap<>();
    var signals = new ArrayList<Signal>();
    for (Accounted incident : scene.incidents()) {
      Optional<Signal> signal = signal(incident);
      signal.ifPresent(signals::add);
      byId.put(incident.id(), incident);
    }
    Precursors precursors = Precursors.of(signals, scene.epochDay(), table);
    List<Share> shares =
        precursors.strongest().stream()
            .map(sign -> Scene.share(byId.get(sign.signal().id()), precursors.points(sign)))
            .toList();
    Valued value = scene.valued(precursors.index(), Status.OK, shares);
    return new Read(
        new PrecursorsOf(value, precursors, scene.epochDay()), new Scored(value, shares));
  }

  private Optional<Signal> signal(Accounted incident) {
    return incident
        .traits()
        .sign()
        .map(sign -> signal(incident, sign))
        .filter(signal -> signal.affinity() > 0 && signal.confidence() > 0);
  }

  private Signal signal(Accounted incident, Traits.Omen sign) {
    return new Signal(
        incident.id(),
        sign.what(),
        sign.capability(),
        Math.toIntExact(scene.view().firstDay() + scene.day(incident)),
        incident.confidence() * sign.share(),
        affinity(incident, sign));
  }

  /** Of arms as far as those who may receive them act here; each may be the one. */
  private double affinity(Accounted incident, Traits.Omen sign) {
    List<String> recipients =
        incident.traits().targets().stream().map(scene.parties()::id).distinct().toList();
    if (sign.what() != PrecursorClass.ARMS_TRANSFER || recipients.isEmpty()) {
      return incident.resident() ? 1 : 0;
    }
    double sum = 0;
    for (String recipient : recipients) {
      sum += affinity(recipient);
    }
    return sum / recipients.size();
  }

  private double affinity(String recipient) {
    long[] count = acts().getOrDefault(recipient, new long[2]);
    double prior = scene.parties().share(recipient, scene.view().theatre());
    return ArmsTransfer.affinity(count[HERE], count[EVERYWHERE], prior);
  }

  /** Acts of force by each party in a year, here and in all theatres where it is at home. */
  private Map<String, long[]> acts() {
    if (acts == null) {
      acts = new HashMap<>();
      scene.incidents().stream()
          .filter(i -> i.kinetic() && i.traits().directed())
          .filter(i -> scene.day(i) > scene.today() - YEAR)
          .forEach(this::count);
    }
    return acts;
  }

  private void count(Accounted incident) {
    incident.traits().initiators().stream()
        .map(scene.parties()::id)
        .distinct()
        .map(id -> acts.computeIfAbsent(id, i -> new long[2]))
        .forEach(
            count -> {
              count[HERE] += incident.resident() ? 1 : 0;
              count[EVERYWHERE]++;
            });
  }
}
