package io.brinkwatch.ingest.receive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brinkwatch.ingest.CuratedBodies;
import io.brinkwatch.ingest.CuratedNdjson;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Answer;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Md5;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports by HTTP: {@code POST /v1/reports} with an object or a list as {@code
 * application/json}, or objects line by line as {@code application/x-ndjson}; fields as in {@link
 * CuratedNdjson}. A request is accepted as a whole or not at all: 202 with the ids, once its
 * reports are committed; otherwise a problem document (RFC 9457), with one problem for each report
 * that cannot be used. With {@code Idempotency-Key} a request may be sent again within a day: it is
 * answered as the first time and published no more. Without it, as long as nothing else was said in
 * between. {@code GET /v1/health} answers 200 while it serves.
 *
 * <p>While it serves it ticks for its feed: that nothing was reported is then known to be calm, and
 * not silence.
 */
public final class Receiver implements AutoCloseable {
  static final String REPORTS = "/v1/reports";
  static final String HEALTH = "/v1/health";

  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
  private static final String ORIGIN = "request";
  private static final int MAX_KEY = 255;
  private static final int SECONDS_TO_COME_BACK = 2;
  private static final int MOST_PROBLEMS = 100;
  // what is answered for them is kept with the key, in one record
  private static final int MOST_REPORTS = 50_000;
  private static final long MOST_HEARD_BYTES = 256L << 20;
  private static final int PART_BYTES = 16 << 10;
  private static final long FAREWELL_SECONDS = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ReceiveSettings settings;
  private final Clock clock;
  private final Desk desk;
  private final HttpServer server;
  private final Semaphore places;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Throwable> end = new CompletableFuture<>();

  private Receiver(ReceiveSettings settings, Supplier<FeedPublisher> opener, Clock clock)
      throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.places = new Semaphore(settings.maxRequests());
    this.server = HttpServer.create(settings.address(), 0);
    this.desk = new Desk(opener, clock, settings.tickEvery());
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange));
  }

  /**
   * Starts to listen.
   *
   * @param opener opens the publisher of the feed, at the start and after each failure
   * @throws PublishException if the broker or the registry cannot be reached
   * @throws IOException if the address cannot be listened at
   */
  public static Receiver start(
      ReceiveSettings settings, Supplier<FeedPublisher> opener, Clock clock) throws IOException {
    var receiver = new Receiver(settings, opener, clock);
    receiver.server.start();
    long every = settings.tickEvery().toMillis();
    long first = every - Math.floorMod(clock.millis(), every);
    var unused =
        receiver.ticker.scheduleAtFixedRate(receiver::tick, first, every, TimeUnit.MILLISECONDS);
    return receiver;
  }

  /** The port it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Completed when this process is of no use any more, with why: another one has taken the feed
   * over, or there is no memory left.
   */
  public CompletableFuture<Throwable> end() {
    return end.copy();
  }

  /** Says that it was up until now. */
  void tick() {
    try {
      desk.tick();
    } catch (PublishException e) {
      // no tick, and so silence: that is what the pipeline has to know; the next one tries again
      LOG.warn("no tick: {}", e.getMessage());
      noteEnd(e);
    } catch (OutOfMemoryError e) {
      end.complete(e); // nobody asks what became of a tick
    }
  }

  private void noteEnd(PublishException e) {
    if (e.isTakenOver() || isOfMemory(e)) {
      end.complete(e);
    }
  }

  // the clients wrap it into something of theirs
  private static boolean isOfMemory(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        refuse(exchange, busy());
        return;
      }
      try {
        serve(exchange);
      } catch (OutOfMemoryError e) {
        end.complete(e); // the server would say nothing of it, and go on
      } finally {
        places.release();
      }
    }
  }

  private static Problem busy() {
    return Problem.later(
        503, "Busy", "too many requests at once, or stopping; come back", SECONDS_TO_COME_BACK);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(HEALTH)) {
        requireMethod(exchange, "GET");
        send(exchange, 200, "application/json", JSON.createObjectNode().put("status", "UP"));
      } else if (path.equals(REPORTS)) {
        requireMethod(exchange, "POST");
        authorise(exchange);
        receive(exchange);
      } else {
        throw new ProblemException(
            Problem.of(404, "Not found", "reports are taken at POST " + REPORTS));
      }
    } catch (ProblemException e) {
      refuse(exchange, e.problem());
      hearOut(exchange);
    } catch (PublishException e) {
      LOG.warn("a request could not be published: {}", e.getMessage());
      noteEnd(e);
      refuse(exchange, unavailable());
    }
  }

  /** Whoever sends all before he listens would find a broken connection, and not the answer. */
  private static void hearOut(HttpExchange exchange) throws IOException {
    exchange.getResponseBody().flush();
    InputStream body = exchange.getRequestBody();
    var unheard = new byte[PART_BYTES];
    long heard = 0;
    for (int read = 0; read >= 0 && heard < MOST_HEARD_BYTES; read = body.read(unheard)) {
      heard += read;
    }
  }

  // what the broker said is for the log: it names addresses
  private static Problem unavailable() {
    return Problem.later(
        503,
        "Cannot publish now",
        "the reports were not accepted; send the same request again",
        SECONDS_TO_COME_BACK);
  }

  private static void requireMethod(HttpExchange exchange, String method) throws ProblemException {
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw new ProblemException(Problem.of(405, "Wrong method", "expected " + method));
    }
  }

  private void authorise(HttpExchange exchange) throws ProblemException {
    if (settings.token().isEmpty()) {
      return;
    }
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    byte[] expected = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
    // takes the same time wherever they differ
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      throw new ProblemException(
          Problem.of(401, "Not authorised", "expected the header Authorization: Bearer <token>"));
    }
  }

  private void receive(HttpExchange exchange) throws IOException, ProblemException {
    byte[] body = body(exchange);
    String key = key(exchange);
    List<IncidentReport> reports = reports(rows(exchange, body));
    try {
      List<Answer> answers = desk.publish(reports, key, Md5.of(body));
      send(exchange, 202, "application/json", accepted(reports, answers));
    } catch (Desk.KeyReused e) {
      throw new ProblemException(
          Problem.of(422, "Idempotency-Key used before", "this key came before with another body"));
    }
  }

  private byte[] body(HttpExchange exchange) throws IOException, ProblemException {
    byte[] body = exchange.getRequestBody().readNBytes(settings.maxBodyBytes() + 1);
    if (body.length > settings.maxBodyBytes()) {
      throw new ProblemException(
          Problem.of(
              413,
              "Too large",
              "a request may have %d bytes; send several".formatted(settings.maxBodyBytes())));
    }
    return body;
  }

  private static String key(HttpExchange exchange) throws ProblemException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && !key.matches("[\\x21-\\x7e]{1," + MAX_KEY + "}")) {
      throw new ProblemException(
          Problem.of(
              400,
              "Bad Idempotency-Key",
              "expected 1 to %d printable ASCII characters".formatted(MAX_KEY)));
    }
    return key;
  }

  private List<Row> rows(HttpExchange exchange, byte[] body) throws IOException, ProblemException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
            .orElse("")
            .split(";", -1)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/json" -> json(body);
      case "application/x-ndjson" -> ndjson(body);
      default ->
          throw new ProblemException(
              Problem.of(
                  415,
                  "Unknown media type",
                  "expected Content-Type application/json or application/x-ndjson"));
    };
  }

  private List<Row> json(byte[] body) throws ProblemException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return CuratedBodies.rows(text, settings.feed(), ORIGIN, clock);
    } catch (SourceException e) {
      throw new ProblemException(Problem.of(400, "Not readable", e.getMessage()));
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.of(400, "Not readable", "the body is not UTF-8"));
    }
  }

  private List<Row> ndjson(byte[] body) throws IOException {
    List<Row> rows = new ArrayList<>();
    new CuratedNdjson(settings.feed(), clock)
        .read(new ByteArrayInputStream(body), ORIGIN, rows::add);
    return rows;
  }

  /** The reports of a request, of which every row must be one; bodies skip none. */
  private static List<IncidentReport> reports(List<Row> rows) throws ProblemException {
    List<IncidentReport> reports = new ArrayList<>();
    List<Problem.Item> items = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof Row.Reported reported) {
        reports.add(reported.report());
      } else {
        items.add(item(i, (Row.Refused) rows.get(i)));
      }
    }
    if (rows.size() > MOST_REPORTS) {
      throw new ProblemException(
          Problem.of(
              413,
              "Too large",
              "a request may have %d reports; send several".formatted(MOST_REPORTS)));
    }
    if (rows.isEmpty()) {
      throw new ProblemException(Problem.of(400, "Empty", "the request has no reports"));
    }
    if (!items.isEmpty()) {
      List<Problem.Item> shown = items.subList(0, Math.min(items.size(), MOST_PROBLEMS));
      throw new ProblemException(Problem.unusable(shown, items.size(), rows.size()));
    }
    return reports;
  }

  private static Problem.Item item(int index, Row.Refused row) {
    Rejection rejection = row.rejection();
    return new Problem.Item(
        index, rejection.getField(), rejection.getReason().name(), rejection.getDetail());
  }

  private static ObjectNode accepted(List<IncidentReport> reports, List<Answer> answers) {
    ObjectNode json = JSON.createObjectNode();
    var list = json.putArray("reports");
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      list.addObject()
          .put("id", reports.get(i).getReportId())
          .put("version", answer.version())
          .put("told", answer.told().name());
    }
    return json;
  }

  private static void refuse(HttpExchange exchange, Problem problem) throws IOException {
    if (problem.retryAfterSeconds() > 0) {
      exchange.getResponseHeaders().set("Retry-After", "" + problem.retryAfterSeconds());
    }
    send(exchange, problem.status(), Problem.MEDIA_TYPE, problem.json());
  }

  private static void send(HttpExchange exchange, int status, String type, ObjectNode json)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Takes no more requests, finishes those that it has, ticks a last time and lets go. */
  @Override
  public void close() {
    ticker.shutdown();
    try {
      // whoever comes now finds no place free
      if (!places.tryAcquire(settings.maxRequests(), FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("stopping while requests are still worked on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
    if (!end.isDone()) {
      tick();
    }
    desk.close();
  }
}
