package io.brinkwatch.streams;

import org.apache.kafka.streams.StreamsBuilder;

/**
 * One topology of the pipeline.
 *
 * @param name short name; part of the application id and so of every internal topic's name
 * @param does one sentence for people
 * @param builder adds its operators
 */
public record PipelineTopology(String name, String does, Builder builder) {

  /** Adds the operators of a topology. */
  @FunctionalInterface
  public interface Builder {
    void addTo(StreamsBuilder builder, StreamsSettings settings);
  }
}
