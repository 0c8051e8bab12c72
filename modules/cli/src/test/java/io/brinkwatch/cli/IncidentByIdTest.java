package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.Incident;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncidentByIdTest {
  private static IncidentById asked(String id, Incident... told) {
    var incident = new IncidentById(id);
    List.of(told).forEach(incident::take);
    return incident;
  }

  private static Incident incident(String... reports) {
    return Incidents.of(Stream.of(reports).map(id -> Incidents.report(id, true)).toList());
  }

  private static String message(IncidentById incident) {
    try {
      return "found " + incident.get("Look there.").getIncidentId();
    } catch (Failure failure) {
      return failure.getMessage() + " | " + failure.advice();
    }
  }

  @Test
  void an_id_is_taken_with_its_feed_and_without() {
    Incident one = incident("curated/CUR-1");
    assertThat(asked("curated/CUR-1", one, incident("wire/X-1")).get("")).isEqualTo(one);
    assertThat(asked("CUR-1", one, incident("wire/X-1")).get("")).isEqualTo(one);
  }

  @Test
  void an_id_that_several_feeds_use_needs_its_feed() {
    IncidentById both = asked("X-1", incident("wire/X-1"), incident("curated/X-1"));
    assertThat(message(both))
        .isEqualTo("X-1 can be any of curated/X-1, wire/X-1 | Give the id with its feed.");
  }

  @Test
  void a_report_of_another_incident_names_that_one() {
    assertThat(message(asked("X-2", incident("wire/X-1", "wire/X-2"))))
        .isEqualTo("there is no incident X-2 | It is a report of wire/X-1.");
  }

  @Test
  void what_is_not_there_is_told_with_where_to_look() {
    assertThat(message(asked("1", incident("wire/X-1"))))
        .isEqualTo("there is no incident 1 | Look there.");
    assertThatThrownBy(() -> asked("1").get("")).isInstanceOf(Failure.class);
  }
}
