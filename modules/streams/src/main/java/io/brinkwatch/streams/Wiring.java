package io.brinkwatch.streams;

import io.brinkwatch.model.IndicatorKey;
import io.brinkwatch.model.LevelKey;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topic.Spread;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads and writes topics; names of sources and sinks follow from the topic, so nobody makes them
 * up.
 */
public record Wiring(StreamsBuilder builder, StreamsSettings settings) {

  /** The records of a topic. */
  public <K, V extends SpecificRecord> KStream<K, V> read(Topic<K, V> topic) {
    var serdes = settings.serdes();
    return builder.stream(
        topic.name(),
        Consumed.with(serdes.keys(topic), serdes.values(topic))
            .withName("read-" + shortName(topic)));
  }

  /** Writes to a topic, spread as the topic says. */
  public <K, V extends SpecificRecord> void write(KStream<K, V> stream, Topic<K, V> topic) {
    var serdes = settings.serdes();
    var produced = Produced.with(serdes.keys(topic), serdes.values(topic));
    var spread =
        topic.spread() == Spread.BY_SUBJECT
            ? produced.withStreamPartitioner(Wiring.<K, V>bySubject())
            : produced;
    stream.to(topic.name(), spread.withName("write-" + shortName(topic)));
  }

  /** A reference topic as a global store; kept in memory, so that no file on disk can go bad. */
  public <V extends SpecificRecord> void reference(Topic<ReferenceKey, V> topic, String store) {
    builder.globalTable(
        topic.name(),
        Consumed.with(
                Patient.reading(settings.serdes().keys(topic)),
                Patient.reading(settings.serdes().values(topic)))
            .withName("read-" + shortName(topic)),
        Materialized.<ReferenceKey, V>as(Stores.inMemoryKeyValueStore(store)));
  }

  // without the prefix: a replay has the same topology, and so the same golden file
  private String shortName(Topic<?, ?> topic) {
    return topic.name().substring(settings.topics().prefix().length());
  }

  private static <K, V> StreamPartitioner<K, V> bySubject() {
    return (topic, key, value, partitions) ->
        Optional.of(
            isProgress(value)
                ? IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet())
                : Set.of(SubjectPartition.of(subject(key), partitions)));
  }

  private static boolean isProgress(Object value) {
    return value instanceof TheatreInput input && input.getBody() instanceof Progress;
  }

  private static String subject(Object key) {
    if (key instanceof IndicatorKey reading) {
      return reading.getSubject();
    }
    return key instanceof LevelKey level ? level.getSubject() : (String) key;
  }
}
