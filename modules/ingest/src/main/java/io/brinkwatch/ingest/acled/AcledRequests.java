package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.Tables;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to ask ACLED's interface for: addresses and the forms of token requests. Sends nothing.
 *
 * @param base address of the service, without a slash at its end
 */
public record AcledRequests(String base) {
  private static final String TOKEN = "/oauth/token";
  private static final String EVENTS = "/api/acled/read";
  private static final String DELETIONS = "/api/deleted/read";
  private static final String CLIENT = "acled";

  /**
   * A page.
   *
   * @param number from 1
   * @param limit rows per page
   */
  public record Page(int number, int limit) {

    /** Checks that there is such a page. */
    public Page {
      if (number < 1 || limit < 1) {
        throw new IllegalArgumentException("page %d of %d rows".formatted(number, limit));
      }
    }

    /** The first page. */
    public static Page first(int limit) {
      return new Page(1, limit);
    }

    /** The page behind this one. */
    public Page next() {
      return new Page(number + 1, limit);
    }
  }

  /** Where a token is asked for, by POST of a form; it is good for 24 hours. */
  public URI token() {
    return URI.create(base + TOKEN);
  }

  /** The form that asks for a token with the password of an account. Holds a secret: never log. */
  public static String passwordGrant(String username, String password) {
    var form = new LinkedHashMap<String, String>();
    form.put("username", username);
    form.put("password", password);
    form.put("grant_type", "password");
    form.put("client_id", CLIENT);
    return query(form);
  }

  /** The form that asks for a fresh token. Holds a secret: never log. */
  public static String refreshGrant(String refreshToken) {
    var form = new LinkedHashMap<String, String>();
    form.put("refresh_token", refreshToken);
    form.put("grant_type", "refresh_token");
    form.put("client_id", CLIENT);
    return query(form);
  }

  /** The events of the theatres' countries on days from the first to the last. */
  public URI events(LocalDate first, LocalDate last, Page page) {
    Map<String, String> query = eventQuery();
    query.put("event_date", first + "|" + last);
    query.put("event_date_where", "BETWEEN");
    return paged(EVENTS, query, page);
  }

  /**
   * The events of the theatres' countries that were written or rewritten from a time on, whenever
   * they happened. The whole second is asked for again, for several rows may share it.
   */
  public URI updates(Instant since, Page page) {
    Map<String, String> query = eventQuery();
    query.put("timestamp", Long.toString(since.getEpochSecond()));
    query.put("timestamp_where", ">=");
    return paged(EVENTS, query, page);
  }

  /** The events that were deleted from a time on. */
  public URI deletions(Instant since, Page page) {
    var query = new LinkedHashMap<String, String>();
    query.put("_format", "json");
    query.put("deleted_timestamp", Long.toString(since.getEpochSecond()));
    query.put("deleted_timestamp_where", ">=");
    return paged(DELETIONS, query, page);
  }

  private static Map<String, String> eventQuery() {
    var query = new LinkedHashMap<String, String>();
    query.put("_format", "json");
    query.put(
        "country",
        Tables.read("acled/countries.csv").stream()
            .map(r -> r.getField("country"))
            .collect(Collectors.joining("|")));
    return query;
  }

  private URI paged(String path, Map<String, String> query, Page page) {
    query.put("limit", Integer.toString(page.limit()));
    query.put("page", Integer.toString(page.number()));
    return URI.create(base + path + "?" + query(query));
  }

  private static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
