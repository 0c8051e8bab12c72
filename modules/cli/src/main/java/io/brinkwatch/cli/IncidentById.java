package io.brinkwatch.cli;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.RecordState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The incident that is meant by an id, with its feed or without. Must be given what is told of
 * incidents in the order of their topic.
 */
final class IncidentById {
  private final String asked;
  private final Map<String, Incident> found = new TreeMap<>();
  private final Set<String> joined = new TreeSet<>();

  IncidentById(String asked) {
    this.asked = asked;
  }

  void take(Incident incident) {
    String id = incident.getIncidentId();
    if (isMeant(id)) {
      found.put(id, incident);
      return;
    }
    joined.remove(id);
    if (incident.getState() == RecordState.ACTIVE
        && incident.getReports().stream().anyMatch(r -> isMeant(r.getReportId()))) {
      joined.add(id);
    }
  }

  // ids of a feed may have slashes too: what is left out is the feed and no more
  private boolean isMeant(String id) {
    return id.equals(asked) || id.substring(id.indexOf('/') + 1).equals(asked);
  }

  /**
   * The incident.
   *
   * @param advice what to do if there is none
   */
  Incident get(String advice) {
    Incident incident = found.containsKey(asked) ? found.get(asked) : only(advice);
    if (!incident.getSuccessors().isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "incident %s is no more: its reports are told of as another"
              .formatted(incident.getIncidentId()),
          "They are in %s.".formatted(String.join(", ", incident.getSuccessors())));
    }
    return incident;
  }

  private Incident only(String advice) {
    if (found.size() > 1) {
      throw new Failure(
          ExitCode.USAGE,
          "%s can be any of %s".formatted(asked, String.join(", ", found.keySet())),
          "Give the id with its feed.");
    }
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "there is no incident %s".formatted(asked),
          joined.isEmpty() ? advice : "It is a report of %s.".formatted(String.join(", ", joined)));
    }
    return found.values().iterator().next();
  }
}
