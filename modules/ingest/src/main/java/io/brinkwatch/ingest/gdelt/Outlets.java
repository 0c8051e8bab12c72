package io.brinkwatch.ingest.gdelt;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose page a row was read from, and how far to believe it. */
final class Outlets {
  private static final String UNTOLD = "GDELT";
  // of an outlet that the table does not list; why, the table says
  private static final Credibility CODING = Credibility.C4;

  private record Grade(String publisher, Reliability reliability, Credibility credibility) {}

  private final Map<String, Grade> grades =
      Tables.read("gdelt/sources.csv").stream()
          .collect(Collectors.toUnmodifiableMap(r -> r.getField("domain"), Outlets::grade));

  private static Grade grade(NamedCsvRecord r) {
    return new Grade(
        r.getField("publisher"),
        Reliability.valueOf(r.getField("reliability")),
        Credibility.valueOf(r.getField("credibility")));
  }

  /** The source of a row by its address; one that is not on the web is named as it stands. */
  Source of(String sourceUrl) {
    return WebAddress.read(sourceUrl).map(this::page).orElseGet(() -> unlinked(sourceUrl));
  }

  private Source page(WebAddress address) {
    String domain = address.domain();
    Grade grade = grades.getOrDefault(domain, new Grade(domain, Reliability.F, CODING));
    return Source.newBuilder()
        .setName(domain)
        .setPublisher(grade.publisher())
        .setUrl(address.text())
        .setReliability(grade.reliability())
        .setCredibility(grade.credibility())
        .build();
  }

  // broadcasts and archives have a name in place of an address; before April 2013 there is neither
  private static Source unlinked(String name) {
    boolean readable = !name.isBlank() && name.codePoints().noneMatch(Shown::isUnsafe);
    String shown = readable ? name : UNTOLD;
    return Source.newBuilder()
        .setName(shown)
        .setPublisher(shown)
        .setReliability(Reliability.F)
        .setCredibility(CODING)
        .build();
  }
}
