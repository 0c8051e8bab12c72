package io.brinkwatch.ingest;

import java.util.ArrayList;
import java.util.List;

/** Faults of reference files, in the order they were found. */
final class FileFaults {
  private final List<String> faults = new ArrayList<>();

  void add(String file, String path, String fault) {
    faults.add(path.isEmpty() ? file + ": " + fault : "%s: %s %s".formatted(file, path, fault));
  }

  int count() {
    return faults.size();
  }

  void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new ReferenceException(faults);
    }
  }
}
