package io.brinkwatch.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients hear that send all before they listen, as most do. */
class ReceiverTest {
  private static final String TOKEN = "correct-horse-battery";
  private static final int MEGABYTE = 1 << 20;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC);

  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    start(2048);
  }

  private void start(int maxBodyBytes) throws IOException {
    ReceiveSettings settings =
        ReceiveSettings.of(
            Map.of(
                ReceiveSettings.PORT,
                "0",
                ReceiveSettings.TOKEN,
                TOKEN,
                ReceiveSettings.MAX_BODY_BYTES,
                Integer.toString(maxBodyBytes)));
    var feed = new FeedRun(settings.feed(), CLOCK);
    receiver = Receiver.start(settings, feed::open, CLOCK);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private HttpURLConnection post(String token, byte[] part, int parts) throws IOException {
    URI address = URI.create("http://127.0.0.1:%d/v1/reports".formatted(receiver.port()));
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) part.length * parts);
    try (OutputStream out = connection.getOutputStream()) {
      for (int i = 0; i < parts; i++) {
        out.write(part);
      }
    }
    return connection;
  }

  private static String problem(HttpURLConnection connection) throws IOException {
    return new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_body_far_too_large_is_answered_and_not_cut_off() throws IOException {
    HttpURLConnection connection = post(TOKEN, new byte[MEGABYTE], 100);

    assertThat(connection.getResponseCode()).isEqualTo(413);
    assertThat(problem(connection)).contains("2048 bytes", "send several");
  }

  @Test
  void whoever_has_no_token_hears_that_however_much_he_sends() throws IOException {
    assertThat(post("wrong", new byte[MEGABYTE], 100).getResponseCode()).isEqualTo(401);
  }

  @Test
  void more_reports_than_one_answer_holds_are_too_large() throws IOException {
    byte[] body = ("7" + ",7".repeat(50_000)).getBytes(StandardCharsets.US_ASCII);
    receiver.close();
    start(body.length + 2);
    HttpURLConnection connection =
        text("[" + new String(body, StandardCharsets.US_ASCII) + "]", 413);

    assertThat(problem(connection)).contains("50000 reports");
  }

  @Test
  void an_id_that_comes_twice_in_a_list_is_named_by_its_place_in_it() throws IOException {
    String report =
        "{\"id\":\"a\",\"occurred_at\":\"2025-05-09\",\"precision\":\"day\",\"type\":\"israeli_strike\","
            + "\"place\":\"X\",\"summary\":\"s\",\"source_name\":\"n\"}";

    assertThat(problem(text("[" + report + ",\n" + report + "]", 422)))
        .contains("version 1 of it stands at index 0", "\"index\":1");
  }

  @Test
  void who_has_no_memory_left_ends_and_does_not_go_on_without_saying_so() throws Exception {
    receiver.close();
    ReceiveSettings settings = ReceiveSettings.of(Map.of(ReceiveSettings.PORT, "0"));
    var feed = new FeedRun(settings.feed(), CLOCK);
    var opened = new AtomicInteger();
    receiver =
        Receiver.start(
            settings,
            () -> {
              if (opened.getAndIncrement() > 0) {
                throw new OutOfMemoryError("Java heap space");
              }
              FeedPublisher publisher = feed.open();
              feed.refuseNextCommit();
              return publisher;
            },
            CLOCK);
    assertThat(receiver.end()).isNotDone();
    String report =
        "{\"id\":\"a\",\"occurred_at\":\"2025-05-09\",\"precision\":\"day\",\"type\":\"israeli_strike\","
            + "\"place\":\"X\",\"summary\":\"s\",\"source_name\":\"n\"}";

    text(report, 503); // the commit fails, so that the next request connects again
    HttpURLConnection unanswered = post(TOKEN, report.getBytes(StandardCharsets.UTF_8), 1);
    assertThatThrownBy(unanswered::getResponseCode).isInstanceOf(IOException.class);

    assertThat(receiver.end()).isCompletedWithValueMatching(OutOfMemoryError.class::isInstance);
  }

  @Test
  void what_is_not_json_is_named_by_its_place_and_not_by_switches_of_a_parser() throws IOException {
    assertThat(problem(text("[{\"id\":\"a\",\n \"lat\":NaN}]")))
        .contains("NaN", "line 2, column 11")
        .doesNotContain("JsonReadFeature");
    assertThat(problem(text("{} {}")))
        .contains("something follows behind its end", "line 1")
        .doesNotContain("FAIL_ON");
    assertThat(problem(text("[{\"id\":\"a\"")))
        .contains("it ends too soon, at line 1, column 11")
        .doesNotContain("Source");
    assertThat(problem(text("[{\"id\":\"a\"]}")))
        .contains("for Object starting at line 1, column 2")
        .doesNotContain("Source");
    assertThat(problem(text("[{/* b */}]"))).contains("comment").doesNotContain("ALLOW");
  }

  private HttpURLConnection text(String body) throws IOException {
    return text(body, 400);
  }

  private HttpURLConnection text(String body, int status) throws IOException {
    HttpURLConnection connection = post(TOKEN, body.getBytes(StandardCharsets.UTF_8), 1);
    assertThat(connection.getResponseCode()).isEqualTo(status);
    return connection;
  }
}
