package io.brinkwatch.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Serves invented event files as GDELT does, until it is told to fail. */
final class GdeltServer implements AutoCloseable {
  static final Duration QUARTER = Duration.ofMinutes(15);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String PATH = "/gdeltv2/";

  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final StringBuilder list = new StringBuilder();
  private final StringBuilder translatedList = new StringBuilder();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int down;
  private volatile String retryAfter;
  private int nextId = 1;

  GdeltServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH);
  }

  /** Everything answers with this status from here on; 0: as usual. */
  void down(int status, String retryAfterHeader) {
    retryAfter = retryAfterHeader;
    down = status;
  }

  /** One file answers with this status; 0: as usual. */
  void fail(String file, int status) {
    statuses.put(file, status);
  }

  /** Publishes the files of all quarters of an hour of a stretch, each with one strike. */
  void publish(Instant from, Instant to) throws IOException {
    publish(from, to, QUARTER);
  }

  /** The same with strikes that are rarer; the other files have a row that is no incident. */
  void publish(Instant from, Instant to, Duration strikes) throws IOException {
    for (Instant end = from.plus(QUARTER); !end.isAfter(to); end = end.plus(QUARTER)) {
      boolean strike = Duration.between(from, end).toSeconds() % strikes.toSeconds() == 0;
      publish(
          end,
          false,
          zip(end, List.of(strike ? row(end) : row(end).replace("\t195\t", "\t042\t"))));
    }
  }

  /** Publishes one file: what it really holds is what the list says. */
  void publish(Instant end, boolean translated, byte[] file) {
    publish(end, translated, file, md5(file));
  }

  void publish(Instant end, boolean translated, byte[] file, String md5) {
    String name = name(end, translated);
    files.put(name, file);
    var lines = translated ? translatedList : list;
    lines.append(line(name, file.length, md5));
    String edition = translated ? "-translation" : "";
    set("masterfilelist" + edition + ".txt", lines.toString());
    set("lastupdate" + edition + ".txt", line(name, file.length, md5));
  }

  /** Adds a line to the list of all files. */
  void listLine(String line) {
    list.append(line).append('\n');
    set("masterfilelist.txt", list.toString());
  }

  private void set(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String name, int length, String md5) {
    return "%d %s http://data.gdeltproject.org/gdeltv2/%s%n".formatted(length, md5, name);
  }

  static String name(Instant end, boolean translated) {
    return STAMP.format(end) + (translated ? ".translation" : "") + ".export.CSV.zip";
  }

  /** A strike in NORTH on the day of publication, with an id of its own. */
  String row(Instant published) {
    int id = nextId++;
    String[] cells = new String[61];
    Arrays.fill(cells, "");
    cells[0] = "" + id;
    cells[1] = STAMP.format(published).substring(0, 8);
    cells[5] = "ISRMIL";
    cells[6] = "ISRAELI";
    cells[7] = "ISR";
    cells[12] = "MIL";
    cells[15] = "LBNREBHEZ";
    cells[16] = "HEZBOLLAH";
    cells[17] = "LBN";
    cells[18] = "HEZ";
    cells[22] = "REB";
    cells[25] = "1";
    cells[26] = "195";
    cells[51] = "4";
    cells[52] = "Somewhere, Lebanon";
    cells[53] = "LE";
    cells[56] = "%.4f".formatted(33.1 + id % 10 * 0.1);
    cells[57] = "%.4f".formatted(35.3 + id % 7 * 0.1);
    cells[59] = STAMP.format(published);
    cells[60] = "https://www.example.org/" + id;
    return String.join("\t", cells);
  }

  static byte[] zip(Instant end, List<String> rows) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(STAMP.format(end) + ".export.CSV"));
      zip.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(PATH.length());
      requests.add(name);
      byte[] file = files.get(name);
      int status = down != 0 ? down : statuses.getOrDefault(name, 0);
      if (status != 0 || file == null) {
        if (retryAfter != null) {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status == 0 ? 404 : status, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      int begin =
          range == null ? 0 : Math.max(0, file.length - Integer.parseInt(range.substring(7)));
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes %d-%d/%d".formatted(begin, file.length - 1, file.length));
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - begin);
      exchange.getResponseBody().write(file, begin, file.length - begin);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
