package io.brinkwatch.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadsTest {
  private static final byte[] BODY = "what the source says".getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Deque<HttpHandler> answers = new ArrayDeque<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.incrementAndGet();
            (answers.size() > 1 ? answers.removeFirst() : answers.getFirst()).handle(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:%d/data.zip".formatted(server.getAddress().getPort()));
  }

  private static Downloads downloads(Duration attempt) {
    return new Downloads(new Downloads.Settings(attempt, 3, 1_000, Duration.ofMillis(1)), CLOCK);
  }

  private static Downloads downloads() {
    return downloads(Duration.ofSeconds(20));
  }

  private static HttpHandler status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  private static void body(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    exchange.sendResponseHeaders(200, BODY.length);
    exchange.getResponseBody().write(BODY);
  }

  private static HttpHandler later(String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      exchange.sendResponseHeaders(429, -1);
    };
  }

  private static void isBody(Optional<Downloads.Got> got) throws IOException {
    Path file = got.orElseThrow().file();
    assertThat(file).hasBinaryContent(BODY);
    Files.delete(file);
  }

  @Test
  void a_body_comes_with_its_tag_and_is_not_fetched_again_under_it() throws IOException {
    answers.add(DownloadsTest::body);
    answers.add(
        exchange ->
            exchange.sendResponseHeaders(
                "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) ? 304 : 500,
                -1));

    var got = downloads().get(address(), null);
    assertThat(got.orElseThrow().etag()).isEqualTo("\"v1\"");
    isBody(got);
    assertThat(downloads().get(address(), "\"v1\"")).isEmpty();
  }

  @Test
  void what_may_pass_is_tried_again() throws IOException {
    answers.add(status(503));
    answers.add(status(502));
    answers.add(DownloadsTest::body);

    isBody(downloads().get(address(), null));
    assertThat(requests).hasValue(3);
  }

  @Test
  void what_does_not_pass_is_told_after_the_last_attempt() {
    answers.add(status(500));

    assertThatThrownBy(() -> downloads().get(address(), null))
        .isInstanceOf(SourceAwayException.class)
        .hasMessageContainingAll("/data.zip", "3 attempts", "status 500");
    assertThat(requests).hasValue(3);
  }

  @Test
  void another_status_is_final() {
    answers.add(status(404));

    assertThatThrownBy(() -> downloads().get(address(), null))
        .isExactlyInstanceOf(SourceException.class)
        .hasMessageContainingAll("/data.zip", "404", "check the address");
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_source_that_says_when_to_come_back_is_heard() throws IOException {
    answers.add(later("0"));
    answers.add(later("Wed, 31 Dec 2025 23:59:59 GMT"));
    answers.add(DownloadsTest::body);

    isBody(downloads().get(address(), null));
  }

  @Test
  void a_source_that_wants_to_be_left_alone_for_long_is() {
    answers.add(later("86400"));

    assertThatThrownBy(() -> downloads().get(address(), null))
        .isInstanceOfSatisfying(
            SourceAwayException.class, e -> assertThat(e.after()).contains(Duration.ofDays(1)))
        .hasMessageContaining("left alone for 86400 seconds");
    assertThat(requests).hasValue(1);
  }

  @Test
  void the_pause_is_read_in_both_notations() {
    assertThat(RetryAfter.read(" 7 ", CLOCK)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.read("Thu, 01 Jan 2026 00:01:00 GMT", CLOCK))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.read("soon", CLOCK)).isEmpty();
  }

  @Test
  void a_body_with_another_checksum_is_fetched_again() throws IOException {
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[3]);
        });
    answers.add(DownloadsTest::body);

    isBody(downloads().get(address(), null, Md5.of(BODY)));
    assertThatThrownBy(() -> downloads().get(address(), null, Md5.of(new byte[0])))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("its MD5 is " + Md5.of(BODY));
  }

  @Test
  void bytes_that_are_no_text_are_not_shown() {
    byte[] zip = "PK\u0003\u0004\u0014\u0000 and so on".getBytes(StandardCharsets.UTF_8);
    byte[] image = {(byte) 0x89, 'P', 'N', 'G', '!', '!'};
    for (byte[] body : List.of(zip, image)) {
      answers.clear();
      answers.add(
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          });

      assertThatThrownBy(() -> downloads().get(address(), null, Md5.of(BODY)))
          .hasMessageContaining("; it is no text")
          .hasMessageNotContaining("begins");
    }
  }

  @Test
  void a_page_in_place_of_a_file_shows_in_the_message() {
    byte[] page = "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8);
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
        });

    assertThatThrownBy(() -> downloads().get(address(), null, Md5.of(BODY)))
        .isExactlyInstanceOf(SourceException.class)
        .hasMessageContainingAll("/data.zip", "3 attempts", "'<html>Bad Gateway</html>'");
  }

  @Test
  void the_end_of_a_body_is_enough_if_the_source_serves_parts() throws IOException {
    answers.add(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Range")).isEqualTo("bytes=-4");
          exchange.getResponseHeaders().set("Content-Range", "bytes 17-20/21");
          exchange.sendResponseHeaders(206, 4);
          exchange.getResponseBody().write(BODY, BODY.length - 4, 4);
        });
    answers.add(DownloadsTest::body);

    var part = downloads().tail(address(), 4);
    assertThat(part.part()).isTrue();
    assertThat(part.file()).hasContent("says");
    Files.delete(part.file());
    var whole = downloads().tail(address(), 4);
    assertThat(whole.part()).isFalse();
    isBody(Optional.of(whole));
  }

  @Test
  void a_body_that_is_too_large_is_not_taken() {
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[5_000]);
        });

    assertThatThrownBy(() -> downloads().get(address(), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("more than 1000 bytes");
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_body_that_trickles_is_given_up() {
    var never = new CountDownLatch(1);
    answers.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(BODY);
          exchange.getResponseBody().flush();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThatThrownBy(() -> downloads(Duration.ofMillis(150)).get(address(), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("3 attempts");
  }

  @Test
  void nobody_listening_is_told_with_the_address() throws IOException {
    URI address = address();
    server.stop(0);

    assertThatThrownBy(() -> downloads().get(address, null))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll(address.toString(), "no answer", "refused")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void a_host_that_nobody_knows_is_told() {
    assertThatThrownBy(() -> downloads().get(URI.create("http://no-such-host.invalid/a"), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no answer: the host is not known");
  }

  @Test
  void a_token_that_ran_out_is_renewed_once() throws IOException {
    answers.add(status(401));
    answers.add(
        exchange -> {
          if ("Bearer 2".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            body(exchange);
          } else {
            exchange.sendResponseHeaders(401, -1);
          }
        });
    var token = new CountedToken();

    isBody(downloads().with(token).get(address(), null));
    assertThat(token.number).isEqualTo(2);
  }

  @Test
  void a_token_is_not_carried_along_a_redirect() {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Location", address() + "/other");
          exchange.sendResponseHeaders(302, -1);
        });

    assertThatThrownBy(() -> downloads().with(new CountedToken()).get(address(), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll("302", "secrets are not sent on");
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_form_is_posted_again_when_that_may_help_and_its_contents_are_never_told() {
    answers.add(status(503));
    answers.add(
        exchange -> {
          byte[] form = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, form.length);
          exchange.getResponseBody().write(form);
        });

    assertThat(downloads().post(address(), "password=hunter2")).isEqualTo("password=hunter2");
    answers.clear();
    answers.add(status(400));
    assertThatThrownBy(() -> downloads().post(address(), "password=hunter2"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("400")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void what_may_be_absent_is_absent_only_by_the_statuses_that_say_so() {
    answers.add(status(404));

    assertThat(downloads().find(address(), Set.of(404))).isEmpty();
    assertThatThrownBy(() -> downloads().find(address(), Set.of(410)))
        .isInstanceOf(SourceException.class);
  }

  private static final class CountedToken implements Downloads.Token {
    private int number = 1;

    @Override
    public String header() {
      return "Authorization";
    }

    @Override
    public String value() {
      return "Bearer " + number;
    }

    @Override
    public boolean refresh() {
      number++;
      return true;
    }
  }
}
