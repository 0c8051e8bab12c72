package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.OfficialCount;
import java.time.Instant;

/** What a report says of its theatre: that something happened, or how many were counted. */
sealed interface Said {

  /** Id of the theatre. */
  String theatre();

  /** End of what it tells of, exclusive. */
  Instant endsAt();

  /** Something happened. */
  record Happened(Incident incident) implements Said {
    @Override
    public String theatre() {
      return incident.getTheatre();
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
    public Instant endsAt() {
      return count.getAsOf();
    }
  }
}
