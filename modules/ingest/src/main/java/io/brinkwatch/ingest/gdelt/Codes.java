package io.brinkwatch.ingest.gdelt;

import java.util.Map;

/** CAMEO event codes: strings, for {@code 010} is not {@code 10}. */
final class Codes {
  private static final String MISSING = "---";
  private final Map<String, Meaning> meanings = Meaning.table();

  /** Whether a code is not given: empty or dashes. */
  static boolean isMissing(TabLines row, int column) {
    return row.isEmpty(column) || MISSING.equals(row.cell(column));
  }

  /** The meaning of a code, from the longest beginning that the table knows; null if none. */
  Meaning of(String code) {
    for (int length = code.length(); length >= 2; length--) {
      Meaning meaning = meanings.get(code.substring(0, length));
      if (meaning != null) {
        return meaning;
      }
    }
    return null;
  }
}
