package io.brinkwatch.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import java.util.Optional;
import org.apache.avro.Schema;

/** What a file of reference data seems to hold, so that one file in place of another is named. */
final class Likeness {
  private Likeness() {}

  /** What a file that is to hold parameters of pairs seems to hold instead; empty if those. */
  static Optional<String> insteadOfPairs(JsonNode json) {
    if (json.has("features")) {
      return Optional.of("theatres");
    }
    JsonNode one = json.isArray() ? json.path(0) : json;
    long pair = known(one, HawkesParameters.getClassSchema());
    long policy = known(one, Policy.getClassSchema());
    long actor = known(one, Actor.getClassSchema());
    if (Math.max(policy, actor) <= pair) {
      return Optional.empty();
    }
    return Optional.of(policy > actor ? "a policy" : "actors");
  }

  private static long known(JsonNode one, Schema schema) {
    return schema.getFields().stream().filter(field -> one.has(field.name())).count();
  }
}
