package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private final FeedState state = new FeedState();

  private ReportProgress kept(String id, String from, String to) {
    state.report(
        id,
        ReportProgress.newBuilder()
            .setVersion(1)
            .setSourceVersion(1)
            .setFingerprint(7)
            .setState(RecordState.ACTIVE)
            .setType(IncidentType.CROSS_BORDER_STRIKE)
            .setOccurredFrom(Instant.parse(from))
            .setOccurredTo(Instant.parse(to))
            .setPublishedAt(Instant.parse(to))
            .build());
    return state.report(id).orElseThrow();
  }

  @Test
  void reports_of_one_day_keep_its_bounds_once() {
    ReportProgress one = kept("a", "2023-11-09T00:00:00Z", "2023-11-10T00:00:00Z");
    ReportProgress other = kept("b", "2023-11-09T00:00:00Z", "2023-11-10T00:00:00Z");

    assertThat(other.getOccurredFrom()).isSameAs(one.getOccurredFrom());
    assertThat(other.getOccurredTo()).isSameAs(one.getOccurredTo());
    assertThat(other.getPublishedAt()).isSameAs(one.getOccurredTo());
  }

  @Test
  void a_time_within_a_day_stays_what_it_is() {
    ReportProgress kept = kept("a", "2023-11-09T12:01:00Z", "2023-11-09T12:02:00.500Z");

    assertThat(kept.getOccurredFrom()).isEqualTo("2023-11-09T12:01:00Z");
    assertThat(kept.getOccurredTo()).isEqualTo("2023-11-09T12:02:00.500Z");
  }
}
