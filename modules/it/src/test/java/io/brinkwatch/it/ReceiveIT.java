package io.brinkwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.receive.ReceiveSettings;
import io.brinkwatch.ingest.receive.Receiver;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Tick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Reports over HTTP, to a broker. */
class ReceiveIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2025-06-01T10:07:00Z");
  private static final String TOKEN = "correct-horse-battery";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final MovedClock clock = new MovedClock(NOW);

  private static String report(String id) {
    return """
        {"id":"%s","occurred_at":"2025-05-09","precision":"day","type":"israeli_strike",\
        "actor":"Israel","target":"Hezbollah","country":"Lebanon","place":"X","lat":33.3,"lon":35.4,\
        "summary":"s","source_name":"n"}"""
        .formatted(id);
  }

  private Receiver start(ConnectionSettings connection, Map<String, String> more)
      throws IOException {
    var properties = new TreeMap<>(more);
    properties.put(ReceiveSettings.PORT, "0");
    ReceiveSettings settings = ReceiveSettings.of(properties);
    return Receiver.start(
        settings,
        () -> FeedPublisher.open(connection, settings.feed(), MessageStatus.ACTUAL, clock, true),
        clock);
  }

  private HttpResponse<String> post(Receiver to, String type, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/v1/reports"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  @Test
  void reports_come_in_one_by_one_and_in_lists_and_line_by_line() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.http.", 2));
    try (Receiver receiver = start(connection, Map.of())) {
      var one = post(receiver, JSON, report("a"));
      assertThat(one.statusCode()).as(one.body()).isEqualTo(202);
      assertThat(json(one).at("/reports/0/id").asText()).isEqualTo("received/a");
      var list = post(receiver, JSON, "[" + report("b") + "," + report("c") + "]");
      assertThat(json(list).at("/reports/1/id").asText()).isEqualTo("received/c");
      var lines = post(receiver, NDJSON, report("d") + "\n" + report("a") + "\n");
      assertThat(json(lines).at("/reports/0/told").asText()).isEqualTo("NEW");
      assertThat(json(lines).at("/reports/1/told").asText()).isEqualTo("UNCHANGED");
      var changed = post(receiver, JSON, report("a").replace("\"s\"", "\"other\""));
      assertThat(json(changed).at("/reports/0/version").asInt()).isEqualTo(2);
      clock.set(NOW.plus(Duration.ofMinutes(40)));
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports());
        var ticks = new Outputs.Follower<>(connection, connection.topics().ticks())) {
      await(reports, 5);
      await(ticks, 2);
      assertThat(reports.values)
          .extracting(IncidentReport::getReportId)
          .containsExactlyInAnyOrder(
              "received/a", "received/a", "received/b", "received/c", "received/d");
      Tick tick = ticks.values.get(0);
      assertThat(tick.getHealth()).isEqualTo(FeedHealth.HEALTHY);
      assertThat(tick.getFrom()).as("when it started").isEqualTo(NOW);
      assertThat(tick.getTime()).isEqualTo(Instant.parse("2025-06-01T10:45:00Z"));
    }
  }

  private static void await(Outputs.Follower<?> follower, int count) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              follower.poll();
              assertThat(follower.values).hasSize(count);
            });
  }

  @Test
  void a_request_with_a_bad_report_is_refused_whole_and_each_fault_is_named() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.httpbad.", 1));
    try (Receiver receiver = start(connection, Map.of("receive.max.body.bytes", "2048"))) {
      String far = report("far").replace("33.3", "133.3");
      var mixed = post(receiver, JSON, "[" + report("good") + "," + far + ",7]");
      assertThat(mixed.statusCode()).isEqualTo(422);
      assertThat(mixed.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(json(mixed).at("/problems/0/index").asInt()).isEqualTo(1);
      assertThat(json(mixed).at("/problems/0/field").asText()).isEqualTo("lat");
      assertThat(json(mixed).at("/problems/1/index").asInt()).isEqualTo(2);
      assertThat(post(receiver, JSON, "{").statusCode()).isEqualTo(400);
      assertThat(post(receiver, JSON, "[]").statusCode()).isEqualTo(400);
      assertThat(post(receiver, "text/csv", "a").statusCode()).isEqualTo(415);
      assertThat(post(receiver, JSON, " ".repeat(3_000)).statusCode()).isEqualTo(413);
      assertThat(post(receiver, JSON, report("last")).statusCode()).isEqualTo(202);
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, 1);
      assertThat(reports.values)
          .extracting(IncidentReport::getReportId)
          .containsExactly("received/last");
    }
  }

  @Test
  void a_key_makes_a_request_safe_to_repeat_even_after_a_restart() throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.httpkey.", 1));
    String[] key = {"Idempotency-Key", "k-1"};
    String first;
    try (Receiver receiver = start(connection, Map.of())) {
      first = post(receiver, JSON, report("a"), key).body();
      String corrected = report("a").replace("\"s\"", "\"corrected\"");
      assertThat(post(receiver, JSON, corrected, "Idempotency-Key", "k-2").statusCode())
          .isEqualTo(202);
    }
    try (Receiver receiver = start(connection, Map.of())) {
      var again = post(receiver, JSON, report("a"), key);
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(again.body()).isEqualTo(first);
      var other = post(receiver, JSON, report("b"), key);
      assertThat(other.statusCode()).isEqualTo(422);
      assertThat(json(other).get("title").asText()).contains("Idempotency-Key");
    }
    try (var reports = new Outputs.Follower<>(connection, connection.topics().reports())) {
      await(reports, 2);
      assertThat(reports.values)
          .extracting(IncidentReport::getSummary)
          .as("the correction is not undone")
          .containsExactly("s", "corrected");
    }
  }

  @Test
  void who_has_no_token_gets_nowhere_and_who_comes_when_it_is_full_is_told_to_return()
      throws Exception {
    ConnectionSettings connection = Cluster.prepare(Cluster.properties("it.httpauth.", 1));
    Map<String, String> strict = Map.of("receive.token", TOKEN, "receive.max.requests", "1");
    String[] token = {"Authorization", "Bearer " + TOKEN};
    try (Receiver receiver = start(connection, strict)) {
      assertThat(post(receiver, JSON, report("a")).statusCode()).isEqualTo(401);
      assertThat(
              post(receiver, JSON, report("a"), "Authorization", "Bearer " + TOKEN + "x")
                  .statusCode())
          .isEqualTo(401);
      assertThat(post(receiver, JSON, report("a"), token).statusCode()).isEqualTo(202);
      try (Socket slow = unfinished(receiver, token)) {
        assertThat(slow.isConnected()).isTrue();
        Awaitility.await()
            .atMost(LIMIT)
            .until(() -> post(receiver, JSON, report("a"), token).statusCode() == 503);
      }
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> post(receiver, JSON, report("a"), token).statusCode() == 202);
    }
  }

  /** A request whose body never comes. */
  private static Socket unfinished(Receiver receiver, String... header) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
    String request =
        String.join(
            "\r\n",
            List.of(
                "POST /v1/reports HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 10",
                header[0] + ": " + header[1],
                "",
                ""));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
