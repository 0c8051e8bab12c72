package io.brinkwatch.ingest;

import io.brinkwatch.ingest.acled.AcledCsv;
import io.brinkwatch.ingest.gdelt.GdeltEvents;
import io.brinkwatch.ingest.siren.Gazetteer;
import io.brinkwatch.ingest.siren.OrefSirens;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The one list of formats that can be ingested. A further one is one line here. */
public enum SourceFormats {
  CURATED("curated", CuratedCsv::new),
  NDJSON("ndjson", CuratedNdjson::new),
  GDELT("gdelt", GdeltEvents::v2),
  GDELT_1("gdelt1", GdeltEvents::v1),
  ACLED("acled", AcledCsv::new),
  SIREN("siren", clock -> new OrefSirens(Gazetteer.none(), clock));

  private final String label;
  private final Function<Clock, SourceFormat> maker;

  SourceFormats(String label, Function<Clock, SourceFormat> maker) {
    this.label = label;
    this.maker = maker;
  }

  /** Names as they are given on the command line, in the order of this list. */
  public static List<String> names() {
    return List.of(values()).stream().map(SourceFormats::toString).toList();
  }

  /**
   * A reader of this format.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public SourceFormat with(Clock clock) {
    return maker.apply(clock);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
