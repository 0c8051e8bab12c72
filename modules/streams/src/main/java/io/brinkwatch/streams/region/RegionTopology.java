package io.brinkwatch.streams.region;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.IndicatorKey;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.Wiring;
import io.brinkwatch.streams.store.StateSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The operators that put the levels of all theatres together.
 *
 * <pre>
 * levels ─▶ is-theatre ─▶ by-region ─▶ together ─▶ by-indicator ─▶ indicators
 *                                        │
 *                                theatres, policies
 * </pre>
 *
 * <p>All theatres come to one task. What goes out is an index like any other: its ladder and its
 * alerts are made where those of theatres are.
 */
public final class RegionTopology {
  /** Part of the application id and of the names of internal topics. */
  public static final String NAME = "region";

  private RegionTopology() {}

  /** Adds the operators. */
  public static void addTo(StreamsBuilder builder, StreamsSettings settings) {
    var wiring = new Wiring(builder, settings);
    Topics topics = settings.topics();
    wiring.reference(topics.theatres(), Together.THEATRES);
    wiring.reference(topics.policies(), Together.POLICIES);

    KStream<String, EscalationLevel> theatres =
        wiring
            .read(topics.levels())
            .filter((key, level) -> level.getRegion() == null, Named.as("is-theatre"))
            .selectKey((key, level) -> Together.REGION, Named.as("to-region"))
            // on the way to itself: nobody else reads it, so it needs no schema in the registry
            .repartition(
                Repartitioned.<String, EscalationLevel>as("by-region")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(StateSerde.of(EscalationLevel.class))
                    .withNumberOfPartitions(1));
    KStream<IndicatorKey, IndicatorReading> readings =
        theatres
            .process(new Together(settings), Named.as("together"))
            .selectKey(
                (key, reading) ->
                    new IndicatorKey(
                        reading.getSubject(), reading.getIndicator(), reading.getEvaluatedAt()),
                Named.as("by-indicator"));
    wiring.write(readings, topics.indicators());
  }
}
