package io.brinkwatch.streams.intake;

import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.Wiring;
import io.brinkwatch.streams.intake.Arrival.Reported;
import io.brinkwatch.streams.intake.Arrival.Ticked;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The operators that take each report once and hand it to its theatre.
 *
 * <pre>
 * reports ─▶ as-report ─┬─▶ admit ─┬─▶ is-theatre-input ─▶ theatre-inputs
 * ticks ───▶ as-tick ───┘     │    └─▶ is-rejection ─────▶ rejected
 *      theatres, actors, policies
 * </pre>
 *
 * <p>Each partition of reports meets its own copy of the ticks in one task, so a tick can wait for
 * the reports it vouches for. Which reports tell of the same is decided behind theatre-inputs,
 * where those of a theatre meet.
 */
public final class IntakeTopology {
  /** Part of the application id and of the names of internal topics. */
  public static final String NAME = "intake";

  private IntakeTopology() {}

  /** Adds the operators. */
  public static void addTo(StreamsBuilder builder, StreamsSettings settings) {
    var wiring = new Wiring(builder, settings);
    Topics topics = settings.topics();
    wiring.reference(topics.theatres(), Admit.THEATRES);
    wiring.reference(topics.actors(), Admit.ACTORS);
    wiring.reference(topics.policies(), Admit.POLICIES);

    KStream<String, Arrival> reports =
        wiring.read(topics.reports()).mapValues(r -> new Reported(r), Named.as("as-report"));
    KStream<String, Arrival> ticks =
        wiring.read(topics.ticks()).mapValues(t -> new Ticked(t), Named.as("as-tick"));
    KStream<String, Object> admitted =
        reports.merge(ticks, Named.as("arrivals")).process(new Admit(settings), Named.as("admit"));

    wiring.write(only(admitted, TheatreInput.class, "is-theatre-input"), topics.theatreInputs());
    wiring.write(only(admitted, Rejection.class, "is-rejection"), topics.rejected());
  }

  private static <V> KStream<String, V> only(
      KStream<String, Object> all, Class<V> type, String name) {
    return all.filter((key, value) -> type.isInstance(value), Named.as(name))
        .mapValues(value -> type.cast(value), Named.as(name + "-cast"));
  }
}
