package io.brinkwatch.cli;

import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Notes sources whose word cannot be judged, and so counts for little wherever it is used. */
final class Ungraded {
  private static final int SHOWN = 5;
  // beyond that the number is of no use
  private static final int MOST = 10_000;

  private final Set<String> names = new TreeSet<>();

  /** Notes the source of a report if it has no grade. */
  void note(IncidentReport report) {
    Source source = report.getSource();
    boolean graded =
        source.getReliability() != Reliability.F || source.getCredibility() != Credibility.C6;
    if (!graded && names.size() < MOST) {
      names.add(source.getName());
    }
  }

  /** A line with the first of them, if there are any. */
  void tell(Terminal terminal) {
    if (!names.isEmpty()) {
      terminal.line(
          "%,d source name%s without a grade: %s%s; each counts as F6, docs/format-curated.md says how to give one"
              .formatted(
                  names.size(),
                  names.size() == 1 ? "" : "s",
                  names.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                  names.size() > SHOWN ? ", ..." : ""));
    }
  }
}
