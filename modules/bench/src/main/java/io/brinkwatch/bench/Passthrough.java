package io.brinkwatch.bench;

import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.StreamsSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Reads reports and ticks, decodes them, encodes them and writes them to another topic, exactly
 * once and with the settings of the pipeline: the least that Kafka Streams can do with a record.
 */
public final class Passthrough {
  static final String NAME = "passthrough";

  private Passthrough() {}

  /** Settings as {@code key=value}; runs until its process is ended. */
  public static void main(String[] settings) throws InterruptedException {
    Map<String, String> properties = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      properties.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    var streams = StreamsSettings.of(properties);
    Topics from = streams.topics();
    Topics to = ConnectionSettings.of(passed(properties)).topics();
    var builder = new StreamsBuilder();
    pass(builder, streams, from.reports(), to.reports());
    pass(builder, streams, from.ticks(), to.ticks());
    var running = new KafkaStreams(builder.build(), streams.streams(NAME));
    Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    running.start();
    new CountDownLatch(1).await();
  }

  private static <K, V extends SpecificRecord> void pass(
      StreamsBuilder builder, StreamsSettings settings, Topic<K, V> from, Topic<K, V> to) {
    Serde<K> keys = settings.serdes().keys(from);
    Serde<V> values = settings.serdes().values(from);
    builder.stream(from.name(), Consumed.with(keys, values))
        .to(to.name(), Produced.with(keys, values));
  }

  /** Where the records go: to topics of the same names, with one prefix more. */
  static Map<String, String> passed(Map<String, String> properties) {
    var passed = new HashMap<>(properties);
    passed.merge(ConnectionSettings.TOPIC_PREFIX, "passed.", String::concat);
    return passed;
  }
}
