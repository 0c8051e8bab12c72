package io.brinkwatch.ingest;

import io.brinkwatch.model.RejectionReason;
import java.util.regex.Pattern;

/** Numbers in the cells of tables. */
final class Numbers {
  private static final Pattern COUNT = Pattern.compile("\\d{1,7}");
  private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,20})?");

  private Numbers() {}

  /** A number of people; null if nothing is given, or with a fault if it is something else. */
  static Integer count(String column, String text, Faults faults) {
    if (text.isEmpty()) {
      return null;
    }
    if (!COUNT.matcher(text).matches()) {
      faults.malformed(column, text, "a whole number from 0, or nothing if not reported");
      return null;
    }
    return Integer.valueOf(text);
  }

  /** Degrees; null if nothing is given, or with a fault if it is something else. */
  static Double degrees(String column, String text, int most, Faults faults) {
    if (text.isEmpty()) {
      return null;
    }
    if (!DEGREES.matcher(text).matches() || Math.abs(Double.parseDouble(text)) > most) {
      faults.add(
          RejectionReason.BAD_COORDINATES,
          column,
          "%s is %s; expected degrees from -%d to %d"
              .formatted(column, Shown.of(text), most, most));
      return null;
    }
    return Double.valueOf(text);
  }
}
