package io.brinkwatch.cli;

import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.streams.Pipeline;
import java.util.List;

/** Makes what the topologies need: topics, schemas, reference data. */
record Setup(ConnectionSettings settings) {

  /** Registers the schemas first: a topic without its schemas is of no use to anyone. */
  List<String> topics() {
    try (SchemaAdmin schemas = SchemaAdmin.at(settings);
        TopicAdmin topics = TopicAdmin.at(settings, Pipeline.names())) {
      schemas.secure(true);
      return topics.create();
    }
  }

  void reference(ReferenceSet reference) {
    try (var publisher = Publisher.open(settings)) {
      publisher.reference(reference);
    }
  }
}
