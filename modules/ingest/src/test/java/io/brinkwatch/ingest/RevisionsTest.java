package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private static final Instant NOON = Instant.parse("2023-11-09T12:00:00Z");
  private final IncidentReport first = new PublisherRun(Map.of()).report("curated/a", NOON);

  private static IncidentReport as(IncidentReport report, long version, String summary) {
    return IncidentReport.newBuilder(report).setVersion(version).setSummary(summary).build();
  }

  private static ReportProgress known(IncidentReport report) {
    return Revisions.progress(report, report.getVersion(), "item");
  }

  private static Optional<Long> next(IncidentReport report, ReportProgress known) {
    return Revisions.next(report, Optional.of(known)).map(IncidentReport::getVersion);
  }

  @Test
  void what_was_never_told_goes_out_under_the_version_of_its_source() {
    assertThat(Revisions.next(as(first, 7, "x"), Optional.empty()))
        .hasValueSatisfying(r -> assertThat(r.getVersion()).isEqualTo(7));
  }

  @Test
  void the_same_again_is_nothing_new_whenever_it_was_read() {
    IncidentReport later =
        IncidentReport.newBuilder(first)
            .setIngestedAt(NOON.plusSeconds(99))
            .setStatus(MessageStatus.EXERCISE)
            .build();

    assertThat(next(later, known(first))).isEmpty();
  }

  @Test
  void other_contents_under_the_same_version_are_a_new_version() {
    assertThat(next(as(first, 1, "changed"), known(first))).contains(2L);
  }

  @Test
  void an_older_version_of_the_source_is_nothing_new() {
    assertThat(next(first, known(as(first, 3, "corrected")))).isEmpty();
  }

  @Test
  void a_version_of_the_source_never_falls_behind_those_that_were_given_here() {
    IncidentReport changed = as(first, 1, "changed");
    ReportProgress thirdHere = Revisions.progress(changed, 3, "item");

    assertThat(next(as(first, 2, "by the source"), thirdHere)).contains(4L);
    assertThat(next(as(first, 9, "by the source"), thirdHere)).contains(9L);
  }

  private static Optional<ReportProgress> told(
      Optional<ReportProgress> before, IncidentReport report, String item) {
    Optional<IncidentReport> next = Revisions.next(report, before, item);
    return next.isPresent()
        ? Optional.of(Revisions.progress(report, next.get().getVersion(), item, before))
        : Revisions.again(report, before.orElseThrow(), item).or(() -> before);
  }

  @Test
  void what_an_item_told_before_is_nothing_new_until_it_tells_something_else() {
    Optional<ReportProgress> state = told(Optional.empty(), as(first, 1, "x"), "a");
    state = told(state, as(first, 1, "y"), "b");
    state = told(state, as(first, 1, "z"), null);

    assertThat(Revisions.next(as(first, 1, "x"), state, "a")).isEmpty();
    assertThat(Revisions.next(as(first, 1, "y"), state, "b")).isEmpty();
    assertThat(Revisions.next(as(first, 1, "x"), state, "b")).isPresent();
    state = told(state, as(first, 1, "w"), "a");
    assertThat(Revisions.next(as(first, 1, "z"), state, null)).isEmpty();
    assertThat(Revisions.next(as(first, 1, "x"), state, "a")).isPresent();
    assertThat(Revisions.next(as(first, 2, "y"), state, "b")).isPresent();
  }

  @Test
  void who_only_agreed_is_remembered_too() {
    Optional<ReportProgress> state = told(Optional.empty(), as(first, 1, "x"), "a");
    state = told(state, as(first, 1, "x"), "b");
    state = told(state, as(first, 1, "x"), null);
    assertThat(state.orElseThrow().getItem()).isEqualTo("b");
    state = told(state, as(first, 1, "y"), "c");

    assertThat(Revisions.next(as(first, 1, "x"), state, "a")).isEmpty();
    assertThat(Revisions.next(as(first, 1, "x"), state, "b")).isEmpty();
    assertThat(Revisions.next(as(first, 1, "x"), state, null)).isEmpty();
    assertThat(state.orElseThrow().getItem()).isEqualTo("c");
  }

  @Test
  void eight_others_are_remembered_and_what_they_said_only_of_this_version_of_the_source() {
    Optional<ReportProgress> state = Optional.empty();
    for (int item = 0; item <= 9; item++) {
      state = told(state, as(first, 1, "x" + item), "item" + item);
    }
    assertThat(state.orElseThrow().getOthers()).hasSize(8);
    assertThat(Revisions.next(as(first, 1, "x0"), state, "item0")).isPresent();
    assertThat(Revisions.next(as(first, 1, "x1"), state, "item1")).isEmpty();

    state = told(state, as(first, 2, "y"), "item0");
    assertThat(state.orElseThrow().getMoreOthers()).isTrue();
    assertThat(state.orElseThrow().getOthers())
        .hasSize(8)
        .extracting(Telling::getFingerprint)
        .containsOnly(0L);
  }

  @Test
  void what_its_source_no_longer_has_comes_back_with_whoever_tells_it() {
    Optional<ReportProgress> state = told(Optional.empty(), as(first, 1, "x"), "a");
    state = told(state, as(first, 1, "y"), "b").map(Revisions::withdrawn);

    assertThat(Revisions.next(as(first, 1, "x"), state, "a")).isPresent();
    state = told(state, as(first, 1, "x"), "a");
    assertThat(Revisions.next(as(first, 1, "y"), state, "b")).isPresent();
  }

  @Test
  void what_stands_does_not_depend_on_the_order_in_which_versions_come() {
    Optional<ReportProgress> state = told(Optional.empty(), as(first, 1, "a"), "x");
    state = told(state, as(first, 3, "a"), "x");
    assertThat(state.orElseThrow().getVersion()).as("nothing new is told").isEqualTo(1);
    assertThat(Revisions.next(as(first, 2, "b"), state, "x")).isEmpty();
    assertThat(Revisions.next(as(first, 2, "b"), state, null)).isEmpty();

    assertThat(next(as(first, 3, "c"), state.orElseThrow())).contains(3L);
    assertThat(next(as(first, 4, "b"), state.orElseThrow())).contains(4L);
  }

  @Test
  void what_is_said_again_in_another_item_under_a_higher_version_is_that_items() {
    Optional<ReportProgress> state = told(Optional.empty(), as(first, 1, "a"), "x");
    state = told(state, as(first, 3, "a"), "y");

    assertThat(state.orElseThrow().getItem()).isEqualTo("y");
    assertThat(state.orElseThrow().getOthers())
        .containsExactly(new Telling(Revisions.hash("x"), 0L));
  }

  private static IncidentReport retracted(IncidentReport report) {
    return IncidentReport.newBuilder(report).setState(RecordState.RETRACTED).build();
  }

  @Test
  void a_retraction_that_is_repeated_under_a_higher_version_outdates_what_lies_between() {
    Optional<ReportProgress> state = told(Optional.empty(), retracted(as(first, 2, "a")), "x");
    state = told(state, retracted(as(first, 4, "a")), "x");
    assertThat(Revisions.next(as(first, 3, "b"), state, "x")).isEmpty();

    ReportProgress gone = known(retracted(as(first, 2, "a")));
    assertThat(Revisions.confirmed(gone, retracted(as(first, 4, "a"))))
        .hasValueSatisfying(known -> assertThat(next(as(first, 3, "b"), known)).isEmpty());
    assertThat(Revisions.confirmed(gone, retracted(as(first, 2, "a")))).isEmpty();
  }

  @Test
  void a_withdrawal_is_one_version_more_and_what_comes_back_is_new() {
    ReportProgress known = known(first);
    Instant noticed = NOON.plus(Duration.ofDays(3));
    IncidentReport withdrawal =
        Revisions.withdrawal("curated/a", known, Feed.CURATED, MessageStatus.ACTUAL, noticed);

    assertThat(withdrawal.getVersion()).isEqualTo(2);
    assertThat(withdrawal.getState()).isEqualTo(RecordState.RETRACTED);
    assertThat(withdrawal.getPublishedAt()).isEqualTo(noticed);
    assertThat(withdrawal.getOccurredFrom()).isEqualTo(first.getOccurredFrom());
    assertThat(next(first, Revisions.withdrawn(known))).contains(3L);
  }
}
