package io.brinkwatch.it;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What came out, as a consumer sees it who reads committed records only. */
final class Outputs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private final Follower<IndicatorReading> readings;
  private final Follower<EscalationLevel> levels;
  private final Follower<Incident> incidents;
  private final Follower<Alert> alerts;

  Outputs(ConnectionSettings connection) {
    readings = new Follower<>(connection, connection.topics().indicators());
    levels = new Follower<>(connection, connection.topics().levels());
    incidents = new Follower<>(connection, connection.topics().incidents());
    alerts = new Follower<>(connection, connection.topics().alerts());
  }

  /** Reads on until so many FINAL readings and levels are there, or nothing has come for long. */
  void awaitFinal(int wantedReadings, int wantedLevels, Duration idle) {
    long quietSince = System.nanoTime();
    while (finalReadings().size() < wantedReadings || finalLevels().size() < wantedLevels) {
      if (poll() > 0) {
        quietSince = System.nanoTime();
      }
      if (System.nanoTime() - quietSince > idle.toNanos()) {
        throw new AssertionError(
            "nothing came for %s with %d of %d readings and %d of %d levels FINAL"
                .formatted(
                    idle,
                    finalReadings().size(),
                    wantedReadings,
                    finalLevels().size(),
                    wantedLevels));
      }
    }
  }

  /** Reads what is there now. */
  int poll() {
    return readings.poll() + levels.poll();
  }

  List<IndicatorReading> finalReadings() {
    return readings.values.stream().filter(r -> r.getFinality() == Finality.FINAL).toList();
  }

  List<EscalationLevel> finalLevels() {
    return levels.values.stream().filter(l -> l.getFinality() == Finality.FINAL).toList();
  }

  /** How many FINAL readings and levels have been read. */
  int finals() {
    return finalReadings().size() + finalLevels().size();
  }

  /** Reads all that is committed by now, incidents and alerts too. */
  void toEnd() {
    Stream.of(readings, levels, incidents, alerts).forEach(Follower::toEnd);
  }

  /** Reads what is there of incidents now. */
  int pollIncidents() {
    return incidents.poll();
  }

  /** The incidents of which it was not told last that they are withdrawn, by id. */
  SortedMap<String, Incident> standingIncidents() {
    var standing = new TreeMap<String, Incident>();
    incidents.values.forEach(incident -> standing.put(incident.getIncidentId(), incident));
    standing.values().removeIf(incident -> incident.getState() == RecordState.RETRACTED);
    return standing;
  }

  /** What was said last of each alert. */
  Collection<Alert> lastAlerts() {
    var last = new TreeMap<String, Alert>();
    alerts.values.forEach(alert -> last.put(alert.getAlertId(), alert));
    return last.values();
  }

  @Override
  public void close() {
    Stream.of(readings, levels, incidents, alerts).forEach(Follower::close);
  }

  /** Follows a topic from its beginning. */
  static final class Follower<V extends SpecificRecord> implements AutoCloseable {
    final List<V> values = new ArrayList<>();
    final List<ConsumerRecord<?, V>> records = new ArrayList<>();
    private final KafkaConsumer<Object, V> consumer;

    Follower(ConnectionSettings connection, Topic<?, V> topic) {
      Properties properties = connection.kafkaClient();
      properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      var serdes = connection.serdes();
      consumer =
          new KafkaConsumer<>(
              properties, keys(connection, topic), serdes.values(topic).deserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    @SuppressWarnings("unchecked") // keys are only looked at as text
    private static org.apache.kafka.common.serialization.Deserializer<Object> keys(
        ConnectionSettings connection, Topic<?, ?> topic) {
      return (org.apache.kafka.common.serialization.Deserializer<Object>)
          connection.serdes().keys(topic).deserializer();
    }

    int poll() {
      var polled = consumer.poll(POLL);
      polled.forEach(
          record -> {
            records.add(record);
            values.add(record.value());
          });
      return polled.count();
    }

    /** Reads all that is committed by now. */
    void toEnd() {
      var ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        poll();
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
