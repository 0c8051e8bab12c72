package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.OfficialCount;
import java.time.Instant;
import java.util.stream.Stream;

/** What a report says of its theatre: that something happened, or how many were counted. */
sealed interface Said {

  /** Id of the theatre. */
  String theatre();

  /** Ids of all theatres that are told of it. */
  Stream<String> theatres();

  /** End of what it tells of, exclusive. */
  Instant endsAt();

  /** Something happened. */
  record Happened(Incident incident) implements Said {
    @Override
    public String theatre() {
      return incident.getTheatre();
    }

    @Override
    public Stream<String> theatres() {
      return Stream.concat(Stream.of(theatre()), incident.getConcerns().stream());
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
    public Stream<String> theatres() {
      return Stream.of(theatre());
    }

    @Override
    public Instant endsAt() {
      return count.getAsOf();
    }
  }
}
