package io.brinkwatch.ingest;

import io.brinkwatch.ingest.acled.AcledCsv;
import io.brinkwatch.ingest.gdelt.GdeltEvents;
import io.brinkwatch.ingest.siren.Gazetteer;
import io.brinkwatch.ingest.siren.OrefSirens;
import io.brinkwatch.ingest.ucdp.UcdpCsv;
import io.brinkwatch.ingest.ucdp.UcdpRelease;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The one list of formats that can be ingested. A further one is one line here. */
public enum SourceFormats {
  CURATED("curated", (clock, told) -> new CuratedCsv(clock)),
  NDJSON("ndjson", (clock, told) -> new CuratedNdjson(clock)),
  GDELT("gdelt", (clock, told) -> GdeltEvents.v2(clock)),
  GDELT_1("gdelt1", (clock, told) -> GdeltEvents.v1(clock)),
  ACLED("acled", (clock, told) -> new AcledCsv(clock)),
  UCDP("ucdp", (clock, told) -> ucdp(clock, told.release())),
  SIREN(
      "siren", (clock, told) -> new OrefSirens(told.gazetteer().orElseGet(Gazetteer::none), clock));

  /**
   * What files do not say of themselves.
   *
   * @param release of {@link #UCDP}; without it, the name of each file tells
   * @param gazetteer of {@link #SIREN}; without it, areas are known by name only
   */
  public record Told(Optional<UcdpRelease> release, Optional<Gazetteer> gazetteer) {
    /** Nothing but what the files say. */
    public static final Told NOTHING = new Told(Optional.empty(), Optional.empty());
  }

  private final String label;
  private final BiFunction<Clock, Told, SourceFormat> maker;

  SourceFormats(String label, BiFunction<Clock, Told, SourceFormat> maker) {
    this.label = label;
    this.maker = maker;
  }

  private static SourceFormat ucdp(Clock clock, Optional<UcdpRelease> release) {
    return release.map(r -> new UcdpCsv(r, clock)).orElseGet(() -> UcdpCsv.byFileName(clock));
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
  public SourceFormat with(Clock clock, Told told) {
    return maker.apply(clock, told);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
