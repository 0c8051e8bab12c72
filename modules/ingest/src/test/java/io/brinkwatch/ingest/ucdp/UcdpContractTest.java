package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.SourceContract;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.SourceFormats;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows are invented in the shape of the source. */
public class UcdpContractTest extends SourceContract {
  private static final UcdpRelease RELEASE = UcdpRelease.of("25.1");

  @Override
  protected SourceFormats listed() {
    return SourceFormats.UCDP;
  }

  // the names of the files do not tell the release here
  @Override
  protected SourceFormat format(Clock clock) {
    return listed().with(clock, new SourceFormats.Told(Optional.of(RELEASE), Optional.empty()));
  }

  @Override
  protected String head() {
    return String.join(",", UcdpCsv.COLUMNS) + "\n";
  }

  @Override
  protected String good(int number) {
    return row("id", "" + (900_000 + number));
  }

  private static String row(String column, String value) {
    var row =
        new LinkedHashMap<>(
            Map.ofEntries(
                Map.entry("id", "900000"),
                Map.entry("type_of_violence", "1"),
                Map.entry("side_a", "Government of Israel"),
                Map.entry("side_b", "Hezbollah"),
                Map.entry("where_prec", "1"),
                Map.entry("where_coordinates", "Nowhere village"),
                Map.entry("latitude", "33.2"),
                Map.entry("longitude", "35.4"),
                Map.entry("country", "Lebanon"),
                Map.entry("event_clarity", "1"),
                Map.entry("date_prec", "1"),
                Map.entry("date_start", "2024-03-08"),
                Map.entry("date_end", "2024-03-08"),
                Map.entry("best", "3"),
                Map.entry("high", "5"),
                Map.entry("low", "2")));
    row.put(column, value);
    return UcdpCsv.COLUMNS.stream()
        .map(name -> row.getOrDefault(name, ""))
        .collect(Collectors.joining(","));
  }

  @Override
  protected Map<String, String> bad() {
    var bad = new LinkedHashMap<String, String>();
    bad.put(row("id", "x1"), "id");
    bad.put(row("type_of_violence", "4"), "type_of_violence");
    bad.put(row("date_start", "2024-02-31"), "date_start");
    bad.put(row("latitude", "95"), "latitude");
    bad.put(row("best", "many"), "best");
    bad.put("too,few", "");
    return bad;
  }

  @Override
  protected String licence() {
    return "CC BY 4.0; UCDP GED 25.1 (Sundberg and Melander 2013; Davies et al. 2023)";
  }

  @Override
  protected boolean redistributable() {
    return true;
  }
}
