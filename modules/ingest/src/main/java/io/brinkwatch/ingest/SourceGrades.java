package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Reliability;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Publisher and Admiralty grades by source name. The grades are expert priors: they stand until
 * enough claims of a source have been resolved.
 */
record SourceGrades(Map<String, Grade> bySource) {

  /** Whose story it is, how reliable the source and how credible what it mostly carries. */
  record Grade(String publisher, Reliability reliability, Credibility credibility) {}

  static SourceGrades load() {
    return new SourceGrades(
        Tables.read("curated/source-grades.csv").stream()
            .collect(
                Collectors.toUnmodifiableMap(r -> r.getField("source_name"), SourceGrades::grade)));
  }

  private static Grade grade(NamedCsvRecord r) {
    return new Grade(
        r.getField("publisher"),
        Reliability.valueOf(r.getField("reliability")),
        Credibility.valueOf(r.getField("credibility")));
  }

  /** The grade of a source; one not listed cannot be judged: F, C6. */
  Grade of(String source) {
    Grade known = bySource.get(source);
    return known != null ? known : new Grade(publisherFrom(source), Reliability.F, Credibility.C6);
  }

  private static String publisherFrom(String source) {
    return source.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }
}
