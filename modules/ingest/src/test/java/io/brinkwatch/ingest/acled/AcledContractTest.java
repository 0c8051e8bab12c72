package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.SourceContract;
import io.brinkwatch.ingest.SourceFormats;
import java.util.LinkedHashMap;
import java.util.Map;

public class AcledContractTest extends SourceContract {
  @Override
  protected SourceFormats listed() {
    return SourceFormats.ACLED;
  }

  @Override
  protected String head() {
    return String.join(",", AcledRows.strike().keySet()) + "\n";
  }

  @Override
  protected String good(int number) {
    return row("event_id_cnty", "LBN" + (900_000 + number));
  }

  private static String row(String column, String value) {
    Map<String, String> row =
        AcledRows.strike("event_date", "2025-03-08", "year", "2025", "timestamp", "1741500000");
    row.put(column, value);
    return AcledRows.line(row).strip();
  }

  @Override
  protected Map<String, String> bad() {
    var bad = new LinkedHashMap<String, String>();
    bad.put(row("event_id_cnty", "12"), "event_id_cnty");
    bad.put(row("event_date", "31-02-2025"), "event_date");
    bad.put(row("latitude", "93"), "latitude");
    bad.put(row("timestamp", "yesterday"), "timestamp");
    bad.put("too,few", "");
    return bad;
  }

  @Override
  protected String licence() {
    return "ACLED terms of use; not to be passed on (acleddata.com)";
  }

  @Override
  protected boolean redistributable() {
    return false;
  }
}
