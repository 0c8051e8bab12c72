package io.brinkwatch.streams;

import io.brinkwatch.streams.indicators.IndicatorsTopology;
import io.brinkwatch.streams.intake.IntakeTopology;
import io.brinkwatch.streams.levels.LevelsTopology;
import io.brinkwatch.streams.region.RegionTopology;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The one list of topologies: runner, replay, docs and golden tests iterate it.
 *
 * <pre>
 * reports, ticks ─▶ intake ─▶ theatre-inputs ─▶ indicators ─▶ indicators ─▶ levels ─▶ levels
 *                     │                             ├─▶ incidents                └─▶ alerts
 *                     └─────────▶ rejected ◀────────┘           ▲               │
 *                                                               └─── region ◀───┘
 * </pre>
 */
public final class Pipeline {
  private Pipeline() {}

  /** In the order in which records pass them. */
  public static final List<PipelineTopology> TOPOLOGIES =
      List.of(
          new PipelineTopology(
              IntakeTopology.NAME,
              "From reports to what theatres are told: each once, checked, and where it belongs.",
              IntakeTopology::addTo),
          new PipelineTopology(
              IndicatorsTopology.NAME,
              "From reports to incidents and readings: each indicator and the index of each theatre.",
              IndicatorsTopology::addTo),
          new PipelineTopology(
              LevelsTopology.NAME, "From the index to levels and alerts.", LevelsTopology::addTo),
          new PipelineTopology(
              RegionTopology.NAME,
              "From the levels of all theatres to the index of the region.",
              RegionTopology::addTo));

  /** Names of all topologies. */
  public static List<String> names() {
    return TOPOLOGIES.stream().map(PipelineTopology::name).toList();
  }

  /**
   * Builds a topology. The configuration reaches the builder too, and not only {@code build}:
   * otherwise Streams ignores {@code ensure.explicit.internal.resource.naming}.
   */
  public static Topology build(PipelineTopology topology, StreamsSettings settings) {
    Properties properties = settings.streams(topology.name());
    var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    topology.builder().addTo(builder, settings);
    return builder.build(properties);
  }
}
