package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.Topic;
import io.brinkwatch.streams.reference.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;

/** What stands on the reference topics. A version that was published is never changed. */
final class PublishedReference {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<ReferenceKey, Theatre> theatres;
  private final Map<ReferenceKey, Actor> actors;
  private final Map<ReferenceKey, Policy> policies;
  private final Map<ReferenceKey, HawkesParameters> hawkes;

  private PublishedReference(
      Map<ReferenceKey, Theatre> theatres,
      Map<ReferenceKey, Actor> actors,
      Map<ReferenceKey, Policy> policies,
      Map<ReferenceKey, HawkesParameters> hawkes) {
    this.theatres = theatres;
    this.actors = actors;
    this.policies = policies;
    this.hawkes = hawkes;
  }

  /** All that is committed by now. */
  static PublishedReference read(ConnectionSettings settings, Stop stop) {
    return new PublishedReference(
        latest(settings.topics().theatres(), settings, stop),
        latest(settings.topics().actors(), settings, stop),
        latest(settings.topics().policies(), settings, stop),
        latest(settings.topics().hawkes(), settings, stop));
  }

  private static <V extends SpecificRecord> Map<ReferenceKey, V> latest(
      Topic<ReferenceKey, V> topic, ConnectionSettings settings, Stop stop) {
    Map<ReferenceKey, V> latest = new HashMap<>();
    try (Serde<ReferenceKey> keys = settings.serdes().keys(topic);
        Serde<V> values = settings.serdes().values(topic);
        var consumer =
            new KafkaConsumer<>(properties(settings), keys.deserializer(), values.deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        stop.check();
        for (ConsumerRecord<ReferenceKey, V> record : consumer.poll(POLL)) {
          latest.put(record.key(), record.value());
        }
      }
    }
    latest.values().removeIf(value -> value == null);
    return latest;
  }

  private static Properties properties(ConnectionSettings settings) {
    Properties properties = settings.kafkaClient();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  /** Every version of all of it. */
  Reference reference() {
    return new Reference(theatres, actors, policies, hawkes);
  }

  /** Whether parameters of any pair of a theatre were published. */
  boolean hasPairs(String theatre) {
    return hawkes.values().stream().anyMatch(pair -> pair.getTheatre().equals(theatre));
  }

  /** The last version of the parameters of a pair; 0 if there is none. */
  int pairVersion(String pair) {
    return hawkes.keySet().stream()
        .filter(key -> key.getId().equals(pair))
        .mapToInt(ReferenceKey::getVersion)
        .max()
        .orElse(0);
  }

  /** Names of theatres and levels, by the latest version of each. */
  Words words() {
    Map<String, String> names = new HashMap<>();
    theatres.values().stream()
        .sorted(Comparator.comparingInt(Theatre::getVersion))
        .forEach(theatre -> names.put(theatre.getId(), theatre.getName()));
    List<String> levels =
        policies.values().stream()
            .max(Comparator.comparingInt(Policy::getVersion))
            .map(policy -> policy.getLadder().getNames())
            .orElse(List.of());
    return new Words(names, levels);
  }

  /** The part of a set that has not been published. */
  ReferenceSet missingOf(ReferenceSet set) {
    return new ReferenceSet(
        set.theatres().stream().filter(t -> !theatres.containsKey(key(t))).toList(),
        set.actors().stream().filter(a -> !actors.containsKey(key(a))).toList(),
        set.policies().stream().filter(p -> !policies.containsKey(key(p))).toList(),
        set.hawkes().stream().filter(h -> !hawkes.containsKey(HawkesKey.of(h))).toList());
  }

  /** The versions of a set that have been published with other contents, in words. */
  List<String> contradictionsOf(ReferenceSet set) {
    var found = new ArrayList<String>();
    add(found, "theatre", set.theatres(), theatres, PublishedReference::key);
    add(found, "actor", set.actors(), actors, PublishedReference::key);
    add(found, "policy", set.policies(), policies, PublishedReference::key);
    add(found, "pair", set.hawkes(), hawkes, HawkesKey::of);
    return found;
  }

  private static <V> void add(
      List<String> to,
      String what,
      List<V> wanted,
      Map<ReferenceKey, V> published,
      Function<V, ReferenceKey> key) {
    for (V each : wanted) {
      ReferenceKey of = key.apply(each);
      if (published.containsKey(of) && !published.get(of).equals(each)) {
        to.add("%s %s version %d".formatted(what, of.getId(), of.getVersion()));
      }
    }
  }

  private static ReferenceKey key(Theatre theatre) {
    return new ReferenceKey(theatre.getId(), theatre.getVersion());
  }

  private static ReferenceKey key(Actor actor) {
    return new ReferenceKey(actor.getId(), actor.getVersion());
  }

  private static ReferenceKey key(Policy policy) {
    return new ReferenceKey(policy.getId(), policy.getVersion());
  }
}
