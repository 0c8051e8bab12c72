package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.Rejection;
import java.util.Collection;

/** Tells which rows of a source cannot be used, and why. */
final class Refusals {
  private Refusals() {}

  /** A line for each: where, which field, what; returns how many there are. */
  static long tell(Collection<? extends Row> rows, Terminal terminal) {
    long count = 0;
    for (Row row : rows) {
      if (row instanceof Row.Refused refused) {
        terminal.complaint(line(refused.rejection()));
        count++;
      }
    }
    return count;
  }

  private static Text line(Rejection rejection) {
    String field = rejection.getField() == null ? "" : " " + rejection.getField();
    return Text.of(rejection.getOrigin() + field + ": ", Style.BAD).add(rejection.getDetail());
  }
}
