package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;

/** Admiralty grades of what a source tells. */
public record Grade(Reliability reliability, Credibility credibility) {
  /** Of what cannot be judged. */
  public static final Grade UNKNOWN = new Grade(Reliability.F, Credibility.C6);

  /** As a reviewed table has them, in the columns reliability and credibility. */
  public static Grade of(NamedCsvRecord r) {
    return new Grade(
        Reliability.valueOf(r.getField("reliability")),
        Credibility.valueOf(r.getField("credibility")));
  }

  /** A source of this grade. */
  public Source source(String name, String publisher) {
    return Source.newBuilder()
        .setName(name)
        .setPublisher(publisher)
        .setReliability(reliability)
        .setCredibility(credibility)
        .build();
  }
}
