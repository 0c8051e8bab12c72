package io.brinkwatch.streams.corroboration;

import io.brinkwatch.indicators.duplicates.Cluster;
import io.brinkwatch.indicators.duplicates.Clustering;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.streams.corroboration.Sightings.Sighting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How incidents change as reports do. All reports that a chain of matches connects with those that
 * change are clustered again, as they were and as they are: what comes out is what clustering
 * everything would give, at the cost of a neighbourhood.
 */
public final class Corroboration {
  private final Sightings sightings;

  public Corroboration(Sightings sightings) {
    this.sightings = sightings;
  }

  /**
   * What becomes of the incidents of a theatre.
   *
   * @param reports changes that {@link Sightings} has not taken yet, one per report
   * @return the incidents that are not what they were, by id
   */
  public List<Revision> incidents(String theatre, Collection<Revision> reports) {
    var before = new ArrayList<Incident>();
    var after = new ArrayList<Incident>();
    reports.forEach(report -> alone(report.before()).ifPresent(before::add));
    reports.forEach(report -> alone(report.after()).ifPresent(after::add));

    Set<Sighting> come =
        sightings(reports.stream().map(Revision::after)).collect(Collectors.toSet());
    Set<Sighting> gone =
        sightings(reports.stream().map(Revision::before))
            .flatMap(old -> sightings.remembered(theatre, old).stream())
            .collect(Collectors.toSet());
    Set<Sighting> all = connected(theatre, gone, come);
    before.addAll(clustered(without(all, come, gone)));
    after.addAll(clustered(without(all, gone, come)));
    return differences(before, after);
  }

  private static Optional<Incident> alone(Optional<Incident> report) {
    return report.filter(r -> Sighting.of(r).isEmpty());
  }

  private static Stream<Sighting> sightings(Stream<Optional<Incident>> reports) {
    return reports.flatMap(Optional::stream).map(Sighting::of).flatMap(Optional::stream);
  }

  /** All without some; what did not change is on both sides. */
  private static Set<Sighting> without(
      Set<Sighting> all, Set<Sighting> some, Set<Sighting> except) {
    var rest = new HashSet<>(all);
    some.stream().filter(sighting -> !except.contains(sighting)).forEach(rest::remove);
    return rest;
  }

  private Set<Sighting> connected(String theatre, Set<Sighting> gone, Set<Sighting> come) {
    var neighbourhood = new Neighbourhood(sightings, theatre);
    var reached = new HashSet<Sighting>(gone);
    reached.addAll(come);
    Deque<Sighting> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      neighbourhood.take(open.remove()).stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  private static List<Incident> clustered(Set<Sighting> sightings) {
    Map<String, Sighting> byId = new HashMap<>();
    sightings.forEach(sighting -> byId.put(sighting.incident().getIncidentId(), sighting));
    var incidents = new ArrayList<Incident>();
    sightings.stream()
        .collect(Collectors.groupingBy(sighting -> sighting.incident().getTheatre()))
        .forEach((place, some) -> cluster(some, byId, incidents));
    return incidents;
  }

  /** Those of one place. */
  private static void cluster(
      List<Sighting> sightings, Map<String, Sighting> byId, List<Incident> incidents) {
    sightings.stream()
        .collect(Collectors.groupingBy(sighting -> sighting.matchable().kind()))
        .forEach(
            (kind, some) ->
                Clustering.of(
                        some.stream().map(sighting -> sighting.matchable().report()).toList(),
                        Matchable::compatible,
                        kind.params())
                    .forEach(cluster -> incidents.add(incident(cluster, byId))));
  }

  private static Incident incident(Cluster cluster, Map<String, Sighting> byId) {
    var others =
        cluster.members().stream()
            .filter(id -> !id.equals(cluster.id()))
            .map(byId::get)
            .sorted(Sightings.BEST_FIRST)
            .toList();
    return Canonical.of(
        Stream.concat(Stream.of(byId.get(cluster.id())), others.stream())
            .map(Sighting::incident)
            .toList());
  }

  private static List<Revision> differences(List<Incident> before, List<Incident> after) {
    var was = new TreeMap<String, Incident>();
    var is = new TreeMap<String, Incident>();
    before.forEach(incident -> was.put(incident.getIncidentId(), incident));
    after.forEach(incident -> is.put(incident.getIncidentId(), incident));
    var ids = new TreeSet<>(was.keySet());
    ids.addAll(is.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(was.get(id), is.get(id)))
        .map(
            id ->
                new Revision(id, Optional.ofNullable(was.get(id)), Optional.ofNullable(is.get(id))))
        .toList();
  }

  /**
   * What to tell of an incident: as it is, but of its reports no more than a record can hold. What
   * it weighs is for the whole of it to say.
   */
  public static Incident listed(Incident incident) {
    return Canonical.listed(incident);
  }

  /**
   * What to tell of an incident that is no more: that it is withdrawn, and where its reports are.
   *
   * @param all every revision of the same change
   */
  public static Incident retracted(Incident gone, Collection<Revision> all) {
    Set<String> reports =
        gone.getReports().stream().map(r -> r.getReportId()).collect(Collectors.toSet());
    List<String> successors =
        all.stream()
            .flatMap(revision -> revision.after().stream())
            .filter(i -> i.getReports().stream().anyMatch(r -> reports.contains(r.getReportId())))
            .map(Incident::getIncidentId)
            .sorted()
            .toList();
    return Incident.newBuilder(gone)
        .setState(RecordState.RETRACTED)
        .setVersion(gone.getVersion() + 1)
        .setSuccessors(successors)
        .build();
  }
}
