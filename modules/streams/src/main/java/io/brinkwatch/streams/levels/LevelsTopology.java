package io.brinkwatch.streams.levels;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.LevelKey;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.Wiring;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;

/**
 * The operators that turn the index of each theatre into levels and alerts.
 *
 * <pre>
 * indicators ─▶ is-index ─▶ climb ─┬─▶ is-level ─▶ by-evaluation ─▶ levels
 *                             │    └─▶ is-alert ─▶ by-subject ────▶ alerts
 *                         policies
 * </pre>
 *
 * <p>The input is partitioned by subject: all readings of a theatre come to one task, in order, and
 * no repartition is needed although the key holds more than the theatre.
 */
public final class LevelsTopology {
  /** Part of the application id and of the names of internal topics. */
  public static final String NAME = "levels";

  private LevelsTopology() {}

  /** Adds the operators. */
  public static void addTo(StreamsBuilder builder, StreamsSettings settings) {
    var wiring = new Wiring(builder, settings);
    Topics topics = settings.topics();
    wiring.reference(topics.policies(), Climb.POLICIES);

    var climbed =
        wiring
            .read(topics.indicators())
            .filter((key, reading) -> key.getIndicator() == Indicator.INDEX, Named.as("is-index"))
            .process(new Climb(), Named.as("climb"));
    var levels =
        climbed
            .filter((key, value) -> value instanceof EscalationLevel, Named.as("is-level"))
            .mapValues(value -> (EscalationLevel) value, Named.as("as-level"))
            .selectKey(
                (key, level) -> new LevelKey(level.getSubject(), level.getEvaluatedAt()),
                Named.as("by-evaluation"));
    var alerts =
        climbed
            .filter((key, value) -> value instanceof Alert, Named.as("is-alert"))
            .mapValues(value -> (Alert) value, Named.as("as-alert"))
            .selectKey((key, alert) -> alert.getSubject(), Named.as("by-subject"));

    wiring.write(levels, topics.levels());
    wiring.write(alerts, topics.alerts());
  }
}
