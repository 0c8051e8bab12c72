package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.SchemaAdmin;
import io.brinkwatch.model.Schemas;
import io.brinkwatch.model.TopicAdmin;
import io.brinkwatch.streams.Pipeline;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Reports;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

/**
 * What others rely on: topics as declared, schemas that stay compatible, headers on every record.
 */
class ContractIT {

  @Test
  void the_registry_refuses_a_schema_that_breaks_compatibility() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.compat.", 1));
    String subject = connection.topics().reports().name() + "-value";
    try (var client = new CachedSchemaRegistryClient(connection.registryUrl(), 10)) {
      assertThat(client.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
      var other =
          new AvroSchema(
              """
              {"type":"record","name":"IncidentReport","namespace":"io.brinkwatch.model",
               "fields":[{"name":"somethingElse","type":"string"}]}""");
      assertThatThrownBy(() -> client.register(subject, other))
          .isInstanceOf(RestClientException.class)
          .extracting(e -> ((RestClientException) e).getStatus())
          .isEqualTo(409);
    }
  }

  @Test
  void every_schema_is_registered_and_the_check_says_which_is_not() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.schemas.", 1));
    try (var schemas = SchemaAdmin.at(connection)) {
      schemas.check();
    }
    try (var strangers = SchemaAdmin.at(connection.withPrefix("it.strangers."))) {
      assertThatThrownBy(strangers::check)
          .hasMessageContaining("it.strangers.")
          .hasMessageContaining(connection.registryUrl());
    }
    assertThat(Schemas.bySubject(connection.topics())).isNotEmpty();
  }

  @Test
  void nothing_is_registered_behind_the_operators_back() {
    Map<String, String> properties = Cluster.properties("it.behind.", 1);
    ConnectionSettings connection = ConnectionSettings.of(properties);
    try (var topics = TopicAdmin.at(connection, Pipeline.names())) {
      topics.create();
    }
    assertThatThrownBy(
            () -> {
              try (var publisher = Publisher.open(connection)) {
                publisher.report(Reports.strike("r", Cast.START).build());
              }
            })
        .hasMessageContaining(connection.topics().reports().name());
  }

  @Test
  void a_topic_that_differs_from_its_declaration_is_named() throws Exception {
    Map<String, String> properties = Cluster.properties("it.differs.", 2);
    ConnectionSettings connection = Cluster.prepare(properties);
    String ticks = connection.topics().ticks().name();
    try (var admin = Admin.create(connection.kafkaClient())) {
      admin.createPartitions(Map.of(ticks, NewPartitions.increaseTo(3))).all().get();
    }
    try (var topics = TopicAdmin.at(connection, Pipeline.names())) {
      assertThatThrownBy(topics::check).hasMessageContaining(ticks).hasMessageContaining("3");
    }
  }

  @Test
  void records_carry_cloud_event_headers() {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.events.", 1));
    try (var publisher = Publisher.open(connection)) {
      publisher.report(Reports.strike("r", Cast.START).build());
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      while (reports.values.isEmpty()) {
        reports.poll();
      }
      var headers = reports.records.get(0).headers();
      assertThat(headers.lastHeader("ce_id").value()).asString().isEqualTo("r/1");
      assertThat(headers.lastHeader("ce_type").value())
          .asString()
          .isEqualTo("io.brinkwatch.IncidentReport");
      assertThat(headers.lastHeader("ce_specversion").value()).asString().isEqualTo("1.0");
    }
  }
}
