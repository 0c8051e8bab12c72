package io.brinkwatch.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.regex.Pattern;

/**
 * What is wrong with a JSON text, for whoever wrote it: the parser's own words name its switches
 * and its source objects too.
 */
final class JsonFaults {
  // such as: enable `JsonReadFeature.X` to allow
  private static final Pattern SWITCH =
      Pattern.compile(
          ": enable `[^`]*` to allow| \\(not recognized as one since [^)]*\\)|, from `[^`]*`");
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)\\]");

  private JsonFaults() {}

  /** In a text of several lines, with line and column. */
  static String inText(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? what(e)
        : "%s, at line %d, column %d".formatted(what(e), at.getLineNr(), at.getColumnNr());
  }

  /** In a line that is known, with the column. */
  static String inLine(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? what(e) : "%s, at column %d".formatted(what(e), at.getColumnNr());
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "it ends too soon";
    }
    if (e instanceof MismatchedInputException) {
      return "something follows behind its end";
    }
    String said = SWITCH.matcher(e.getOriginalMessage()).replaceAll("");
    return PLACE.matcher(said).replaceAll("line $1, column $2");
  }
}
