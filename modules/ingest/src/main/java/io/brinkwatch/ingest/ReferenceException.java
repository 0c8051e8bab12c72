package io.brinkwatch.ingest;

import java.util.List;

/** Reference data cannot be used. The message lists every fault with its file and path. */
public final class ReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> faults;

  ReferenceException(List<String> faults) {
    super(
        "reference data has %d faults:\n  %s"
            .formatted(faults.size(), String.join("\n  ", faults)));
    this.faults = List.copyOf(faults);
  }

  /** Each fault: file, path, what is wrong. */
  public List<String> faults() {
    return faults;
  }
}
