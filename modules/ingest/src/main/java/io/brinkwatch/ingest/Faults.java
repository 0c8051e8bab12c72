package io.brinkwatch.ingest;

import io.brinkwatch.model.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of one row, in the order of its columns as far as they are independent. */
final class Faults {

  /** One fault: why, in which column, and what was found and expected. */
  record Fault(RejectionReason reason, String field, String detail) {}

  private static final int NAMED = 5;
  private final List<Fault> faults = new ArrayList<>();

  void add(RejectionReason reason, String field, String detail) {
    faults.add(new Fault(reason, field, detail));
  }

  void malformed(String field, String value, String expected) {
    add(
        RejectionReason.MALFORMED,
        field,
        "%s is %s; expected %s".formatted(field, Shown.of(value), expected));
  }

  boolean none() {
    return faults.isEmpty();
  }

  /** The first fault decides the reason. */
  Fault first() {
    return faults.get(0);
  }

  /** All faults in words, the tail cut. */
  String detail() {
    String named =
        faults.stream().limit(NAMED).map(Fault::detail).collect(Collectors.joining("; "));
    int rest = faults.size() - NAMED;
    return rest > 0 ? named + "; and %d more".formatted(rest) : named;
  }
}
