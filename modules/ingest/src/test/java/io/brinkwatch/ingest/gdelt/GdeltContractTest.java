package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.SourceContract;
import io.brinkwatch.ingest.SourceFormats;
import java.util.Map;

public class GdeltContractTest extends SourceContract {
  @Override
  protected SourceFormats listed() {
    return SourceFormats.GDELT;
  }

  /** A good row of this version. */
  EventRow row() {
    return EventRow.v2();
  }

  @Override
  protected String good(int number) {
    return row().cell(0, "" + (900_000_000 + number)).toString();
  }

  @Override
  protected Map<String, String> bad() {
    return Map.of(
        row().cell(0, "x9").toString(),
        "GlobalEventID",
        row().day("20240230").toString(),
        "Day",
        row().at("91.5", "35.1").toString(),
        "ActionGeo_Lat",
        row().code("99").toString(),
        "EventCode",
        "too\tfew",
        "");
  }

  @Override
  protected String licence() {
    return GdeltEvents.LICENCE;
  }

  @Override
  protected boolean redistributable() {
    return true;
  }
}
