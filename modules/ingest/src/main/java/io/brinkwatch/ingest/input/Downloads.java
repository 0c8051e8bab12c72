package io.brinkwatch.ingest.input;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.failsafe.function.ContextualSupplier;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fetches over HTTP what sources publish. What may pass by itself is tried again, with growing and
 * slightly random pauses: no answer, a broken connection, status 429 and 5xx, a wrong checksum. Any
 * other status is final, and its message says what it was. Several threads may use it.
 */
public final class Downloads {

  /**
   * How long and how often.
   *
   * @param attempt limit of one attempt, from the request to the last byte
   * @param attempts how often at most, at least 1
   * @param maxBytes of one body, as it is transferred
   * @param pause before the second attempt; doubles from one to the next
   */
  public record Settings(Duration attempt, int attempts, long maxBytes, Duration pause) {}

  /** A secret that the source wants with each request. It is sent nowhere else. */
  public interface Token {
    /** The header that carries it. */
    String header();

    /** The value of that header. */
    String value();

    /**
     * Gets a new one; called when the source no longer takes the one there is (status 401).
     *
     * @return whether there is a new one, so that it is worth asking again
     */
    boolean refresh();
  }

  /**
   * What was fetched.
   *
   * @param file a temporary file; who asked for it deletes it
   * @param etag null if the source gives none
   * @param part whether it is not all of it, but its end
   */
  public record Got(Path file, String etag, boolean part) {}

  /**
   * What to ask for.
   *
   * @param etag under which it is known; null if it is not
   * @param md5 that the body must have; null if that is not known
   * @param last bytes that are enough, from its end; 0: all
   * @param absent statuses by which the source says that it is not there
   */
  private record Ask(URI address, String etag, String md5, long last, Set<Integer> absent) {}

  /** Something that may pass by itself. */
  private static final class Passing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // whether the source is at fault, and not what it sent
    private final boolean away;

    // null: as the policy says
    private final Duration after;

    Passing(String message, Duration after, Throwable cause) {
      super(message, cause);
      this.away = true;
      this.after = after;
    }

    Passing(String message) {
      super(message);
      this.away = false;
      this.after = null;
    }
  }

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final double JITTER = 0.25;
  private static final int SHOWN_BYTES = 60;
  // what bytes become that are not UTF-8
  private static final char UNREADABLE = '\uFFFD';
  private static final int LONGEST_TEXT = 64 * 1024;
  private static final Set<Integer> NO_STATUS = Set.of();

  private final HttpClient client = client(HttpClient.Redirect.NORMAL);
  // a redirect could carry a secret to somebody else
  private final HttpClient faithful = client(HttpClient.Redirect.NEVER);
  private final Settings settings;
  private final Clock clock;
  private final Token token;
  private final RetryPolicy<Object> policy;

  /** Downloads that need no token. */
  public Downloads(Settings settings, Clock clock) {
    this(settings, clock, null);
  }

  private Downloads(Settings settings, Clock clock, Token token) {
    this.settings = settings;
    this.clock = clock;
    this.token = token;
    ContextualSupplier<Object, Duration> asTold =
        attempt ->
            attempt.getLastException() instanceof Passing passing && passing.after != null
                ? passing.after
                : Duration.ofMillis(-1); // as the policy says
    this.policy =
        RetryPolicy.builder()
            .handle(Passing.class)
            .withMaxAttempts(settings.attempts())
            .withBackoff(settings.pause(), LONGEST_PAUSE)
            .withJitter(JITTER)
            .withDelayFn(asTold)
            .build();
  }

  private static HttpClient client(HttpClient.Redirect redirects) {
    return HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(redirects).build();
  }

  /** The same with a token; redirects are not followed then. */
  public Downloads with(Token secret) {
    return new Downloads(settings, clock, secret);
  }

  /**
   * Fetches an address into a temporary file.
   *
   * @param knownEtag of what is there already; null if there is nothing
   * @return empty if it has not changed since
   * @throws SourceException if it cannot be had; names the address and what to do
   */
  public Optional<Got> get(URI address, String knownEtag) {
    return get(address, knownEtag, null);
  }

  /**
   * The same, with a checksum.
   *
   * @param md5 that the body must have, in hexadecimal; null if it is not known
   */
  public Optional<Got> get(URI address, String knownEtag, String md5) {
    return ask(new Ask(address, knownEtag, md5, 0, NO_STATUS));
  }

  /**
   * Fetches the end of what grows at its end, such as a list: so many bytes, or all of it if that
   * is less or the source serves no parts.
   *
   * @throws SourceException as {@link #get}
   */
  public Got tail(URI address, long bytes) {
    return ask(new Ask(address, null, null, bytes, NO_STATUS)).orElseThrow();
  }

  /**
   * Fetches what may not be there.
   *
   * @param absent answers by which the source says that it is not
   * @return empty if it is not there
   */
  public Optional<Got> find(URI address, Set<Integer> absent) {
    return ask(new Ask(address, null, null, 0, absent));
  }

  /**
   * Sends a form, and reads the answer into memory: neither is told to anyone, for both may hold
   * secrets. Redirects are not followed.
   *
   * @param form as {@code application/x-www-form-urlencoded}
   * @throws SourceException if there is no answer, or its status is not 200
   */
  public String post(URI address, String form) {
    HttpRequest request =
        begun(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return patiently(
        address,
        () -> {
          HttpResponse<InputStream> response = send(request, faithful);
          if (response.statusCode() != 200) {
            throw refused(address, response);
          }
          return text(response.body());
        });
  }

  private Optional<Got> ask(Ask ask) {
    return patiently(ask.address(), () -> authorised(ask));
  }

  private <T> T patiently(URI address, CheckedSupplier<T> attempt) {
    try {
      return Failsafe.with(policy).get(attempt);
    } catch (Passing e) {
      String message =
          "%s could not be fetched in %d attempts; the last one: %s"
              .formatted(address, settings.attempts(), e.getMessage());
      throw e.away ? new SourceAwayException(message, e.after, e) : new SourceException(message, e);
    } catch (FailsafeException e) {
      throw new SourceAwayException(
          "fetching %s failed: %s".formatted(address, e.getMessage()), null, e);
    }
  }

  private Optional<Got> authorised(Ask ask) throws InterruptedException {
    HttpClient by = token == null ? client : faithful;
    HttpResponse<InputStream> response = send(request(ask), by);
    if (response.statusCode() == 401 && token != null && renewed(response)) {
      response = send(request(ask), by);
    }
    return answer(ask, response);
  }

  private boolean renewed(HttpResponse<InputStream> response) {
    close(response.body());
    return token.refresh();
  }

  private HttpRequest.Builder begun(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(settings.attempt())
        .header("User-Agent", "brinkwatch");
  }

  private HttpRequest request(Ask ask) {
    HttpRequest.Builder request = begun(ask.address());
    if (ask.etag() != null) {
      request.header("If-None-Match", ask.etag());
    }
    if (ask.last() > 0) {
      request.header("Range", "bytes=-" + ask.last());
    }
    if (token != null) {
      request.header(token.header(), token.value());
    }
    return request.build();
  }

  private static HttpResponse<InputStream> send(HttpRequest request, HttpClient client)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Passing("no answer: " + why(e), null, e);
    }
  }

  // of these two the client says no more than the names of classes
  private static String why(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "the host is not known";
      }
    }
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof ConnectException
        ? "the connection was refused"
        : e.getClass().getSimpleName();
  }

  private Optional<Got> answer(Ask ask, HttpResponse<InputStream> response) {
    int status = response.statusCode();
    if (status == 200 || (status == 206 && ask.last() > 0)) {
      return Optional.of(new Got(copy(response, ask.md5()), etag(response), isPart(response)));
    }
    if (status == 304 || ask.absent().contains(status)) {
      close(response.body());
      return Optional.empty();
    }
    throw refused(ask.address(), response);
  }

  /** An answer of another status than was asked for. */
  private RuntimeException refused(URI address, HttpResponse<InputStream> response) {
    int status = response.statusCode();
    close(response.body());
    if (status == 429 || status >= 500) {
      return new Passing("status " + status, retryAfter(address, response), null);
    }
    return new SourceException(
        "%s answered with status %d%s".formatted(address, status, advice(status)));
  }

  private static boolean isPart(HttpResponse<?> response) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return response.statusCode() == 206 && !range.startsWith("bytes 0-");
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> "; check the key, password or token, and whether it may read this";
      case 301, 302, 303, 307, 308 -> "; secrets are not sent on: check the address";
      case 404, 410 -> "; it is not there: check the address";
      default -> "";
    };
  }

  /** As RFC 9110 has it: seconds, or a date. */
  private Duration retryAfter(URI address, HttpResponse<?> response) {
    Optional<Duration> told =
        response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.read(text, clock));
    if (told.filter(pause -> pause.compareTo(LONGEST_PAUSE) > 0).isPresent()) {
      throw new SourceAwayException(
          "%s wants to be left alone for %d seconds; try again then"
              .formatted(address, told.get().toSeconds()),
          told.get(),
          null);
    }
    return told.orElse(null);
  }

  private static String etag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElse(null);
  }

  private Path copy(HttpResponse<InputStream> response, String md5) {
    try {
      Path file = Files.createTempFile("brinkwatch-", ".download");
      try {
        copy(response.body(), file, md5);
        return file;
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new Passing("it broke off: " + e.getMessage(), null, e);
    }
  }

  private String text(InputStream body) {
    CompletableFuture<Void> alarm = closeWhenLate(body, new AtomicBoolean());
    try (body) {
      byte[] bytes = body.readNBytes(LONGEST_TEXT);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Passing("it broke off: " + e.getMessage(), null, e);
    } finally {
      alarm.cancel(false);
    }
  }

  private void copy(InputStream body, Path file, String md5) throws IOException {
    MessageDigest digest = Md5.digest();
    var late = new AtomicBoolean();
    CompletableFuture<Void> alarm = closeWhenLate(body, late);
    try (var in = new DigestInputStream(new Bounded(body, settings.maxBytes()), digest);
        var out = Files.newOutputStream(file)) {
      in.transferTo(out);
    } finally {
      alarm.cancel(false);
    }
    if (late.get()) {
      throw new IOException("it took longer than " + settings.attempt());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (md5 != null && !md5.equalsIgnoreCase(found)) {
      throw new Passing("its MD5 is %s; expected %s; it %s".formatted(found, md5, head(file)));
    }
  }

  // a page of the server's in its place shows at once
  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8);
      return isText(text) ? "begins with " + Shown.of(text) : "is no text";
    }
  }

  // the last character may have been cut
  private static boolean isText(String text) {
    return text.chars()
        .limit(Math.max(0, text.length() - 1))
        .noneMatch(
            c -> c == UNREADABLE || (Character.isISOControl(c) && !Character.isWhitespace(c)));
  }

  /** A body that trickles has no time-out of its own. */
  private CompletableFuture<Void> closeWhenLate(InputStream body, AtomicBoolean late) {
    return CompletableFuture.runAsync(
        () -> {
          late.set(true);
          close(body);
        },
        CompletableFuture.delayedExecutor(settings.attempt().toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new Passing("the connection cannot be closed: " + e.getMessage(), null, e);
    }
  }

  /** More than this is no error that passes. */
  private static final class Bounded extends CountedInput {
    private final long limit;

    Bounded(InputStream in, long limit) {
      super(in, limit, "it");
      this.limit = limit;
    }

    @Override
    void check(long bytes) {
      if (bytes > limit) {
        throw new SourceException(
            "a download has more than %d bytes; no more are taken".formatted(limit));
      }
    }
  }
}
