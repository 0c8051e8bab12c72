package io.brinkwatch.ingest;

import io.brinkwatch.model.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of one row, in the order of its columns as far as they are independent. */
public final class Faults {

  /** One fault: why, in which column, and what was found and expected. */
  public record Fault(RejectionReason reason, String field, String detail) {}

  private static final int NAMED = 5;
  private final List<Fault> faults = new ArrayList<>();

  /** Notes a fault. */
  public void add(RejectionReason reason, String field, String detail) {
    faults.add(new Fault(reason, field, detail));
  }

  /** Notes that a field is not of its form. */
  public void malformed(String field, String value, String expected) {
    add(
        RejectionReason.MALFORMED,
        field,
        "%s is %s; expected %s".formatted(field, Shown.of(value), expected));
  }

  /** Notes those faults of others whose fields have none yet. */
  void addNew(Faults others) {
    List<String> named = faults.stream().map(Fault::field).toList();
    others.faults.stream().filter(fault -> !named.contains(fault.field())).forEach(faults::add);
  }

  /** Whether nothing is wrong. */
  public boolean none() {
    return faults.isEmpty();
  }

  /** How many there are. */
  public int all() {
    return faults.size();
  }

  /** The first fault decides the reason. */
  public Fault first() {
    return faults.get(0);
  }

  /** All faults in words, the tail cut. */
  public String detail() {
    String named =
        faults.stream().limit(NAMED).map(Fault::detail).collect(Collectors.joining("; "));
    int rest = faults.size() - NAMED;
    return rest > 0 ? named + "; and %d more".formatted(rest) : named;
  }
}
