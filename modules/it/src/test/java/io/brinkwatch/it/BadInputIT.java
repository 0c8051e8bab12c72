package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.Watchdog;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionReason;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Tick;
import io.brinkwatch.streams.DeadLetters;
import io.brinkwatch.streams.PipelineRun;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.brinkwatch.testkit.Ticks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Poison among good reports: each ends where it belongs, and nothing else is lost. */
class BadInputIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SIX_HOURS = Duration.ofHours(6);

  @Test
  void poison_goes_to_the_dead_letters_and_good_reports_go_on() throws Exception {
    Map<String, String> properties = Cluster.properties("it.poison.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    byte[] good = avro(connection, Reports.strike("good", Cast.START).build());
    List<byte[]> poison =
        List.of(
            new byte[0],
            new byte[] {0},
            new byte[] {7, 1, 2, 3, 4, 5},
            new byte[] {0, 0x7f, 0, 0, 1, 9, 9},
            java.util.Arrays.copyOf(good, good.length / 2),
            "not avro at all".getBytes(StandardCharsets.UTF_8));
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties));
        var incidents = new Outputs.Follower<>(connection, connection.topics().incidents());
        var letters = letters(connection)) {
      report(connection, "before");
      poison(connection, poison);
      report(connection, "after");

      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> incidents.poll() >= 0 && incidents.values.size() >= 2);
      assertThat(incidents.values)
          .extracting(Incident::getIncidentId)
          .containsExactlyInAnyOrder("before", "after");

      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                letters.poll(Duration.ofMillis(200)).forEach(found::add);
                return found.size() >= poison.size() + 1;
              });
      assertThat(found).hasSize(poison.size() + 1); // and one tombstone
      assertThat(found)
          .allSatisfy(
              letter ->
                  assertThat(headers(letter))
                      .contains(
                          DeadLetters.PROCESSOR_HEADER,
                          DeadLetters.TASK_HEADER,
                          "__streams.errors.topic",
                          "__streams.errors.offset",
                          "__streams.errors.message"));
      assertThat(pipeline.failure()).isNotDone();
    }
  }

  @Test
  void poison_at_the_end_of_a_partition_does_not_hold_the_clock() throws Exception {
    Map<String, String> properties = Cluster.properties("it.last.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    poison(connection, List.of(new byte[] {7, 7}));
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties));
        var outputs = new Outputs(connection)) {
      Published.part(
          List.of(
              Ticks.wire(Cast.START.plus(Duration.ofHours(6)), Duration.ofHours(6)),
              Ticks.wire(Cast.START.plus(Duration.ofHours(60)), Duration.ofHours(6))),
          connection);
      outputs.awaitFinal(1, 1, LIMIT);
      assertThat(pipeline.failure()).isNotDone();
    }
  }

  @Test
  void a_record_of_our_own_that_cannot_be_processed_stops_the_pipeline() throws Exception {
    Map<String, String> properties = Cluster.properties("it.own.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    try (var pipeline = PipelineRun.start(StreamsSettings.of(properties))) {
      inTheWrongPartition(connection, "NORTH");
      Throwable failure = pipeline.failure().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(failure).hasStackTraceContaining("topic.partitions differs from the topics");
    }
  }

  private static void inTheWrongPartition(ConnectionSettings connection, String theatre) {
    var topic = connection.topics().theatreInputs();
    int wrong = 1 - SubjectPartition.of(theatre, 2);
    try (var keys = connection.serdes().keys(topic);
        var values = connection.serdes().values(topic);
        var producer =
            new KafkaProducer<>(connection.kafkaClient(), keys.serializer(), values.serializer())) {
      var incident =
          Incident.newBuilder()
              .setIncidentId("i1")
              .setVersion(1)
              .setTheatre(theatre)
              .setType(IncidentType.CROSS_BORDER_STRIKE)
              .setOccurredFrom(Cast.START)
              .setOccurredTo(Cast.START.plusSeconds(60))
              .setPublishedAt(Cast.START)
              .setPlace(Reports.at(theatre))
              .setReports(List.of())
              .build();
      var change = IncidentChange.newBuilder().setReportId("i1").setAfter(incident).build();
      producer.send(new ProducerRecord<>(topic.name(), wrong, theatre, new TheatreInput(change)));
    }
  }

  @Test
  void silence_of_every_feed_is_told_by_the_watchdog() throws Exception {
    Map<String, String> properties = Cluster.properties("it.silent.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    Instant now = Instant.now();
    Published.part(
        List.of(
            Reports.strike("before the end", now.minus(Duration.ofHours(2))).build(),
            Ticks.wire(now, Duration.ofMinutes(15))),
        connection);
    // the broker takes no record from more than an hour ahead
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(50));
    try (var watchdog =
            Watchdog.start(connection, MessageStatus.ACTUAL, Duration.ofMinutes(48), later);
        var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      Awaitility.await().atMost(LIMIT).until(() -> ticks.poll() >= 0 && ticks.values.size() >= 4);
      assertThat(ticks.values)
          .filteredOn(tick -> tick.getHealth() == FeedHealth.UNKNOWN)
          .hasSize(2)
          .allMatch(tick -> tick.getFeed().equals(Cast.WIRE))
          .allMatch(tick -> tick.getTime().isAfter(now.plus(Duration.ofMinutes(48))))
          .extracting(Tick::getReportsOffset)
          .containsExactlyInAnyOrder(-1L, 0L); // time must not overtake the report
    }
  }

  @Test
  void a_report_the_broker_takes_for_the_future_is_rejected_and_the_others_are_published()
      throws Exception {
    Map<String, String> properties = Cluster.properties("it.future.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    Instant far = Instant.now().plus(Duration.ofDays(30));
    try (var publisher = Publisher.open(connection)) {
      publisher.report(Reports.strike("past", Cast.START).build());
      publisher.report(Reports.strike("future", far).build());
      publisher.report(Reports.strike("past too", Cast.START).build());
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports());
        var rejected = new Outputs.Follower<>(connection, connection.topics().rejected())) {
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () ->
                  reports.poll() + rejected.poll() >= 0
                      && reports.values.size() == 2
                      && rejected.values.size() == 1);
      assertThat(reports.values)
          .extracting(IncidentReport::getReportId)
          .containsExactlyInAnyOrder("past", "past too");
      assertThat(rejected.values)
          .extracting(Rejection::getReason)
          .containsExactly(RejectionReason.FUTURE_DATED);
    }
  }

  private static byte[] avro(ConnectionSettings connection, IncidentReport report) {
    try (var serde = connection.serdes().values(connection.topics().reports())) {
      return serde.serializer().serialize(connection.topics().reports().name(), report);
    }
  }

  private static void report(ConnectionSettings connection, String id) {
    try (var publisher = Publisher.open(connection)) {
      publisher.report(Reports.strike(id, Cast.START).build());
    }
  }

  private static void poison(ConnectionSettings connection, List<byte[]> values) {
    String topic = connection.topics().reports().name();
    try (var producer =
        new KafkaProducer<>(
            connection.kafkaClient(), new StringSerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(
            new ProducerRecord<>(topic, null, Cast.START.toEpochMilli(), "poison", value));
      }
      byte[] tombstone = null;
      producer.send(
          new ProducerRecord<>(topic, null, Cast.START.toEpochMilli(), "gone", tombstone));
    }
  }

  private static KafkaConsumer<String, byte[]> letters(ConnectionSettings connection) {
    Properties properties = connection.kafkaClient();
    properties.put("isolation.level", "read_committed");
    var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(connection.topics().deadLetters("intake")).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .sorted(Comparator.comparingInt(TopicPartition::partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static TreeSet<String> headers(ConsumerRecord<?, ?> record) {
    var names = new TreeSet<String>();
    record.headers().forEach(header -> names.add(header.key()));
    return names;
  }
}
