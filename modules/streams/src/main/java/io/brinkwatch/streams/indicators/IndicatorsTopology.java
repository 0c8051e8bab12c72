package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Rejection;
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
 * The operators that join reports to incidents and read each indicator from them.
 *
 * <pre>
 * theatre-inputs ─▶ score ─┬─▶ is-reading ─▶ by-indicator ─▶ indicators
 *                     │    ├─▶ is-incident ─▶ homes ───────▶ incidents
 *                     │    └─▶ is-audit ───▶ rejected
 *              theatres, actors, policies, pairs
 * </pre>
 *
 * <p>The input is partitioned by theatre and so is the output, by the same function: no repartition
 * is needed between them; only incidents go by way of their own id, for one that moves is told of
 * by two theatres. Each further indicator is a value more that {@code score} reads from the same
 * rings.
 */
public final class IndicatorsTopology {
  /** Part of the application id and of the names of internal topics. */
  public static final String NAME = "indicators";

  private IndicatorsTopology() {}

  /** Adds the operators. */
  public static void addTo(StreamsBuilder builder, StreamsSettings settings) {
    var wiring = new Wiring(builder, settings);
    Topics topics = settings.topics();
    wiring.reference(topics.theatres(), Score.THEATRES);
    wiring.reference(topics.actors(), Score.ACTORS);
    wiring.reference(topics.policies(), Score.POLICIES);

    KStream<String, Object> scored =
        wiring.read(topics.theatreInputs()).process(new Score(settings), Named.as("score"));
    KStream<String, Rejection> audits =
        scored
            .filter((key, value) -> value instanceof Rejection, Named.as("is-audit"))
            .mapValues(value -> (Rejection) value, Named.as("as-audit"));
    var readings =
        scored
            .filter((key, value) -> value instanceof IndicatorReading, Named.as("is-reading"))
            .mapValues(value -> (IndicatorReading) value, Named.as("as-reading"))
            .selectKey((key, reading) -> Readings.key(reading), Named.as("by-indicator"));

    KStream<String, Incident> incidents =
        scored
            .filter((key, value) -> value instanceof Incident, Named.as("is-incident"))
            .mapValues(value -> (Incident) value, Named.as("as-incident"))
            // on the way to itself: nobody else reads it, so it needs no schema in the registry
            .repartition(
                Repartitioned.<String, Incident>as("by-incident")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(StateSerde.of(Incident.class))
                    .withNumberOfPartitions(settings.connection().partitions()))
            .processValues(new Homes(), Named.as("homes"));

    wiring.write(incidents, topics.incidents());
    wiring.write(audits, topics.rejected());
    wiring.write(readings, topics.indicators());
    // last: what came before keeps its number, under which tasks keep their state
    wiring.reference(topics.hawkes(), Score.PAIRS);
  }
}
