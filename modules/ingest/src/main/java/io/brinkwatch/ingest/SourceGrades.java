package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Reliability;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Publisher and Admiralty grades by source name, or else by publisher. The grades are expert
 * priors: they stand until enough claims of a source have been resolved.
 */
record SourceGrades(Map<String, Grade> bySource, Map<String, Grade> byPublisher) {

  /** Whose story it is, how reliable the source and how credible what it mostly carries. */
  record Grade(String publisher, Reliability reliability, Credibility credibility) {
    /** Of one publisher the more cautious of two, in each respect. */
    Grade orWorse(Grade other) {
      return new Grade(
          publisher, worse(reliability, other.reliability), worse(credibility, other.credibility));
    }

    private static <E extends Enum<E>> E worse(E one, E other) {
      return one.compareTo(other) >= 0 ? one : other;
    }
  }

  static SourceGrades load() {
    var rows = Tables.read("curated/source-grades.csv");
    return new SourceGrades(
        rows.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    r -> r.getField("source_name").toLowerCase(Locale.ROOT), SourceGrades::grade)),
        rows.stream()
            .map(SourceGrades::grade)
            .collect(Collectors.toUnmodifiableMap(Grade::publisher, g -> g, Grade::orWorse)));
  }

  private static Grade grade(NamedCsvRecord r) {
    return new Grade(
        r.getField("publisher"),
        Reliability.valueOf(r.getField("reliability")),
        Credibility.valueOf(r.getField("credibility")));
  }

  /** The grade of a source; one not listed cannot be judged: F, C6. */
  Grade of(String source) {
    return listed(source)
        .orElseGet(() -> new Grade(publisherFrom(source), Reliability.F, Credibility.C6));
  }

  /**
   * The grade of a source that is listed, however it is spelt, or bears the name of a publisher
   * that is.
   */
  Optional<Grade> listed(String source) {
    return Optional.ofNullable(bySource.get(source.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(byPublisher.get(publisherFrom(source))));
  }

  private static String publisherFrom(String source) {
    return source.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }
}
