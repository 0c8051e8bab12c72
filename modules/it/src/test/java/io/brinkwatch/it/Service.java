package io.brinkwatch.it;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A service on this machine that gives invented answers, one request at a time. */
final class Service implements AutoCloseable {

  /** What is asked: path, parameters of query or form, and headers. */
  record Asked(String path, Map<String, String> parameters, Headers headers) {
    String get(String parameter) {
      return parameters.getOrDefault(parameter, "");
    }
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(String body) {
      return new Answer(200, body, Map.of());
    }

    static Answer status(int status) {
      return new Answer(status, "", Map.of());
    }
  }

  final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;

  Service(Function<Asked, Answer> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<Asked, Answer> answers) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      var request =
          new Asked(
              exchange.getRequestURI().getPath(),
              parameters(query == null ? form : query),
              exchange.getRequestHeaders());
      asked.add(request);
      Answer answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> parameters(String text) {
    return Arrays.stream(text.split("&", -1))
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long asked(String path) {
    return asked.stream().filter(a -> a.path().equals(path)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
