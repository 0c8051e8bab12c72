package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PublisherTest {
  private static final Instant NOON = Instant.parse("2023-11-09T12:00:00Z");
  private final PublisherRun run = new PublisherRun(Map.of(0, -1L, 1, 41L));

  @Test
  void a_report_goes_out_under_its_id_at_the_time_of_its_publication() {
    IncidentReport report = run.report("curated/a", NOON);
    run.publisher().report(report);
    run.publisher().flush();

    ProducerRecord<byte[], byte[]> sent = run.sent("t.reports").get(0);
    assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo("curated/a");
    assertThat(sent.timestamp()).isEqualTo(NOON.toEpochMilli());
    assertThat(sent.headers().lastHeader("ce_id")).isNotNull();
    assertThat(run.read(sent, IncidentReport.class)).isEqualTo(report);
    assertThat(run.publisher().counts()).isEqualTo(new Publisher.Counts(1, 0, 0));
  }

  @Test
  void a_tick_goes_to_every_partition_and_names_what_stood_there_at_the_start() {
    run.tick(NOON);

    assertThat(run.sent("t.ticks")).extracting(ProducerRecord::partition).containsExactly(0, 1);
    assertThat(run.ticks()).extracting(Tick::getReportsOffset).containsExactly(-1L, 41L);
    assertThat(run.sent("t.ticks")).allMatch(r -> r.timestamp() == NOON.toEpochMilli());
  }

  @Test
  void a_tick_names_the_last_own_report_of_its_partition() {
    for (int i = 0; i < 20; i++) {
      run.publisher().report(run.report("curated/" + i, NOON));
    }
    run.tick(NOON);

    assertThat(run.ticks())
        .extracting(Tick::getReportsOffset)
        .containsExactly(run.lastOffset(0, -1), Math.max(41, run.lastOffset(1, 41)));
    assertThat(run.lastOffset(0, -1)).isNotNegative();
  }

  @Test
  void a_report_too_far_ahead_becomes_a_rejection_and_its_neighbours_get_through() {
    run.refuseOnce("curated/early", new InvalidTimestampException("1 h ahead"), true);
    run.refuseOnce("curated/neighbour", new KafkaException("part of a batch"), false);
    run.publisher().report(run.report("curated/early", NOON));
    run.publisher().report(run.report("curated/neighbour", NOON));
    run.tick(NOON);

    Rejection rejection = run.read(run.sent("t.rejected").get(0), Rejection.class);
    assertThat(rejection.getReason()).isEqualTo(RejectionReason.FUTURE_DATED);
    assertThat(rejection.getRecordId()).isEqualTo("curated/early");
    assertThat(run.acknowledged()).contains("curated/neighbour").doesNotContain("curated/early");
    assertThat(run.publisher().counts()).isEqualTo(new Publisher.Counts(1, 1, 1));
  }

  @Test
  void a_report_from_before_the_time_that_kafka_knows_is_rejected() {
    run.publisher().report(run.report("curated/old", Instant.parse("1948-05-15T00:00:00Z")));
    run.publisher().flush();

    Rejection rejection = run.read(run.sent("t.rejected").get(0), Rejection.class);
    assertThat(rejection.getReason()).isEqualTo(RejectionReason.BAD_INTERVAL);
    assertThat(run.sent("t.reports")).isEmpty();
  }

  @Test
  void a_broker_that_does_not_answer_shows_at_the_next_flush_and_nothing_more_is_taken() {
    run.refuseOnce("curated/a", new TimeoutException("120 ms"), false);
    run.publisher().report(run.report("curated/a", NOON));

    assertThatThrownBy(() -> run.publisher().flush())
        .isInstanceOf(PublishException.class)
        .hasMessageContainingAll("curated/a", "broker.test:9092", "bootstrap.servers");
    assertThatThrownBy(() -> run.publisher().report(run.report("curated/b", NOON)))
        .isInstanceOf(PublishException.class);
    assertThatThrownBy(() -> run.publisher().close()).isInstanceOf(PublishException.class);
  }

  @Test
  void a_schema_that_the_registry_lacks_is_named_with_what_to_do() {
    var strict = new PublisherRun(Map.of(), false);

    assertThatThrownBy(() -> strict.publisher().report(strict.report("curated/a", NOON)))
        .isInstanceOf(PublishException.class)
        .hasMessageContainingAll("t.reports", "registry", "register the schemas first");
  }

  @Test
  void reference_data_goes_out_at_the_time_from_which_it_holds() {
    ReferenceSet reference = ReferenceFiles.bundled();
    run.publisher().reference(reference);

    assertThat(run.sent("t.reference.theatres")).hasSize(5);
    assertThat(run.sent("t.reference.actors")).hasSameSizeAs(reference.actors());
    assertThat(run.sent("t.reference.policies"))
        .singleElement()
        .matches(r -> r.timestamp() == Instant.parse("2000-01-01T00:00:00Z").toEpochMilli());
  }

  @Test
  @Timeout(30)
  void a_broker_that_is_not_there_is_named_within_a_bounded_time() {
    var settings =
        PublisherRun.settings(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "kafka.default.api.timeout.ms", "1500",
                "kafka.request.timeout.ms", "1000"));

    assertThatThrownBy(() -> Publisher.open(settings))
        .isInstanceOf(PublishException.class)
        .hasMessageContainingAll("127.0.0.1:1", "check that it runs");
  }

  @Test
  void a_feed_is_played_in_the_order_of_publication_with_ticks_between() throws Exception {
    var times = new ArrayList<Instant>();
    List<Row> rows =
        List.of(
            new Row.Reported(run.report("curated/b", NOON.plusSeconds(3600))),
            new Row.Reported(run.report("curated/a", NOON)),
            new Row.Skipped(3, "a drill"));
    var options = new FeedOptions(MessageStatus.EXERCISE, Duration.ofHours(6), null, Pace.max());

    var played = Feed.CURATED.publish(rows, run.publisher(), options, (n, of, at) -> times.add(at));

    assertThat(played).isEqualTo(new Feed.Played(2, 0, 1, 3));
    assertThat(run.order()).containsExactly("6h", "curated/a", "12h", "curated/b", "18h");
    assertThat(run.ticks()).allMatch(t -> t.getStatus() == MessageStatus.EXERCISE);
    assertThat(run.ticks()).allMatch(t -> t.getFrom().equals(t.getTime().minusSeconds(6 * 3600)));
    assertThat(times).isSorted();
  }

  @Test
  void ticks_go_on_to_the_end_that_is_given_and_no_further() throws Exception {
    List<Row> rows = List.of(new Row.Reported(run.report("curated/a", NOON)));
    var options =
        new FeedOptions(
            MessageStatus.ACTUAL, Duration.ofHours(6), NOON.plusSeconds(13 * 3600), Pace.max());

    Feed.CURATED.publish(rows, run.publisher(), options, (n, of, at) -> {});

    assertThat(run.order()).containsExactly("6h", "curated/a", "12h", "18h", "24h");
  }

  @Test
  void the_sample_comes_through_whole() throws Exception {
    var rows = new CuratedCsv(Clock.systemUTC()).sample();

    var played =
        Feed.CURATED.publish(
            rows, run.publisher(), FeedOptions.of(MessageStatus.ACTUAL), (n, of, at) -> {});

    assertThat(played.reports()).isEqualTo(150);
    assertThat(run.publisher().counts().published()).isEqualTo(150);
    assertThat(run.sent("t.reports"))
        .isSortedAccordingTo(Comparator.comparing(ProducerRecord::timestamp));
  }

  @Test
  void a_paced_feed_sleeps_as_long_as_its_factor_says() throws Exception {
    var slept = new ArrayList<Duration>();
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);
    Pace pace = Pace.times(3600, clock, slept::add);

    pace.until(NOON);
    pace.until(NOON.plusSeconds(7200));

    assertThat(slept).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void a_distance_between_ticks_that_does_not_divide_a_day_is_refused() {
    assertThatThrownBy(
            () -> new FeedOptions(MessageStatus.ACTUAL, Duration.ofHours(7), null, Pace.max()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must divide a day");
    assertThatThrownBy(() -> Pace.times(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_tick_states_what_it_was_told() {
    run.publisher()
        .tick(
            "x", FeedFamily.WIRE, MessageStatus.TEST, NOON.minusSeconds(60), NOON, FeedHealth.DOWN);

    Tick tick = run.ticks().get(0);
    assertThat(tick.getFamily()).isEqualTo(FeedFamily.WIRE);
    assertThat(tick.getHealth()).isEqualTo(FeedHealth.DOWN);
    assertThat(tick.getStatus()).isEqualTo(MessageStatus.TEST);
  }
}
