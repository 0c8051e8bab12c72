package io.brinkwatch.streams.intake;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record was read. */
record Origin(String topic, int partition, long offset) {
  private static final Origin NOWHERE = new Origin("", 0, -1);

  static Origin of(Optional<RecordMetadata> metadata) {
    return metadata.map(m -> new Origin(m.topic(), m.partition(), m.offset())).orElse(NOWHERE);
  }

  @Override
  public String toString() {
    return "%s-%d offset %d".formatted(topic, partition, offset);
  }
}
