package io.brinkwatch.ingest.receive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Why a request was not accepted, as RFC 9457 has it.
 *
 * @param status of HTTP
 * @param title what kind of problem it is, the same for all of its kind
 * @param detail what is wrong with this request
 * @param items problems of single reports
 * @param retryAfterSeconds after which it may be tried again; 0: not at all as it is
 */
record Problem(int status, String title, String detail, List<Item> items, int retryAfterSeconds) {

  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * What is wrong with one report of a request.
   *
   * @param index from 0
   * @param field null if it is not a single one
   */
  record Item(int index, String field, String reason, String detail) {}

  static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, List.of(), 0);
  }

  static Problem later(int status, String title, String detail, int seconds) {
    return new Problem(status, title, detail, List.of(), seconds);
  }

  /** None of the reports was accepted, because some cannot be used. */
  static Problem unusable(List<Item> items, int unusable, int reports) {
    String detail =
        "%d of %d reports cannot be used; none was accepted".formatted(unusable, reports);
    return new Problem(422, "Reports that cannot be used", detail, items, 0);
  }

  ObjectNode json() {
    ObjectNode json = problem(status, title, detail);
    if (!items.isEmpty()) {
      var problems = json.putArray("problems");
      for (Item item : items) {
        ObjectNode each = problem(422, item.reason(), item.detail());
        each.put("index", item.index());
        if (item.field() != null) {
          each.put("field", item.field());
        }
        problems.add(each);
      }
    }
    return json;
  }

  // without a type it is about:blank: there is no page that would say more
  private static ObjectNode problem(int status, String title, String detail) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    return json;
  }
}
