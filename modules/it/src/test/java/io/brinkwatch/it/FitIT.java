package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.indicators.reciprocity.HawkesParams;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Incident;
import io.brinkwatch.testkit.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From recorded incidents to parameters in force, by the commands. */
class FitIT {
  private static final HawkesParams TRUTH =
      HawkesParams.constant(
          List.of(0.5, 0.3),
          List.of(List.of(0.3, 0.0), List.of(0.5, 0.1)),
          List.of(List.of(2.0, 2.0), List.of(4.0, 2.0)));

  @TempDir private Path directory;
  private final Map<String, String> properties = Cluster.properties("it.fit.", 2);

  private record Ended(int code, String said) {}

  private Ended run(String... words) throws Exception {
    Path log = directory.resolve("out.log");
    var arguments = new ArrayList<>(List.of(words));
    properties.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    Process process = RunProcess.brinkwatch(log, arguments);
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
    return new Ended(process.exitValue(), Files.readString(log));
  }

  private static void tell(ConnectionSettings connection, List<Incident> incidents) {
    var topic = connection.topics().incidents();
    try (var keys = connection.serdes().keys(topic);
        var values = connection.serdes().values(topic);
        var producer =
            new KafkaProducer<>(connection.kafkaClient(), keys.serializer(), values.serializer())) {
      for (Incident incident : incidents) {
        producer.send(new ProducerRecord<>(topic.name(), incident.getIncidentId(), incident));
      }
    }
  }

  @Test
  void what_is_recorded_is_fitted_reviewed_and_published() throws Exception {
    ConnectionSettings connection = Cluster.prepare(properties);
    List<Incident> blows = Exchange.simulated(TRUTH, 500, 7);
    Path file = directory.resolve("hawkes.json");
    tell(connection, blows.subList(0, 40));

    Ended few = run("reference", "fit", "Alpha", "bravo", file.toString());
    assertThat(few.code()).as(few.said()).isEqualTo(2);
    assertThat(few.said())
        .contains("a fit needs 100 acts in each direction")
        .doesNotContain("\tat ");
    assertThat(file).doesNotExist();

    tell(connection, blows);
    Ended fitted = run("reference", "fit", "Alpha", "bravo", file.toString());
    assertThat(fitted.code()).as(fitted.said()).isZero();
    // the cast has two versions already
    assertThat(fitted.said())
        .contains("NORTH from 2023-10-03", "version 3", "nothing is published");

    Path bad = directory.resolve("bad.json");
    Files.writeString(
        bad,
        Files.readString(file)
            .replaceAll("\"NORTH\"", "\"NORD\"")
            .replaceFirst("\"beta\" : ", "\"beta\" : -"));
    Ended refused = run("reference", "publish", bad.toString());
    assertThat(refused.code()).as(refused.said()).isEqualTo(2);
    assertThat(refused.said())
        .contains("bad.json: theatre is 'NORD', which is no theatre")
        .contains("bad.json: first.own.beta is -");

    Ended published = run("reference", "publish", file.toString());
    assertThat(published.code()).as(published.said()).isZero();
    assertThat(published.said()).contains("1 version of pairs");
    Ended again = run("reference", "publish", file.toString());
    assertThat(again.said()).contains("1 version unchanged");
    try (var pairs = new Outputs.Follower<>(connection, connection.topics().hawkes())) {
      while (pairs.values.size() < 3) {
        pairs.poll();
      }
      assertThat(pairs.values).extracting(HawkesParameters::getVersion).containsExactly(1, 2, 3);
      HawkesParameters last = pairs.values.get(2);
      assertThat(last.getSecond().getOther().getAlpha()).isBetween(0.35, 0.65);
      assertThat(last.getFirst().getActs() + last.getSecond().getActs()).isEqualTo(blows.size());
    }
  }
}
