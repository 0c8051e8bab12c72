package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.SubjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;

/** What a report says of its theatre: that something happened, or how many were counted. */
sealed interface Said {

  /** Id of the theatre. */
  String theatre();

  /** Ids of all that are told of it: theatres, and the region. */
  Stream<String> subjects();

  /** End of what it tells of, exclusive. */
  Instant endsAt();

  /** Something happened. */
  record Happened(Incident incident) implements Said {
    /**
     * What one side can do to another by force, and be answered for in another theatre. Which of
     * these are force is for the policy to say; they are told whatever it says, and whether it is
     * known who did it or not, for reports are joined before anything is weighed.
     */
    private static final Set<IncidentType> ACTS =
        Set.of(
            IncidentType.CROSS_BORDER_STRIKE,
            IncidentType.ATTACK_ON_FORCES,
            IncidentType.RETALIATORY_STRIKE,
            IncidentType.MARITIME_ATTACK,
            IncidentType.TARGETED_KILLING,
            IncidentType.GROUND_INCURSION,
            IncidentType.INTERCEPTION);

    @Override
    public String theatre() {
      return incident.getTheatre();
    }

    @Override
    public Stream<String> subjects() {
      var subjects = new ArrayList<String>(incident.getConcerns());
      subjects.add(theatre());
      if (ACTS.contains(incident.getType())) {
        subjects.add(SubjectKind.REGION.name());
      }
      return subjects.stream();
    }

    @Override
    public Instant endsAt() {
      return incident.getOccurredTo();
    }
  }

  /** So many were counted: a yardstick, which never becomes an incident. */
  record Counted(OfficialCount count) implements Said {
    @Override
    public String theatre() {
      return count.getTheatre();
    }

    @Override
    public Stream<String> subjects() {
      return Stream.of(theatre());
    }

    @Override
    public Instant endsAt() {
      return count.getAsOf();
    }
  }
}
