package io.brinkwatch.ingest;

import java.util.Map;

class CuratedCsvContractTest extends SourceContract {
  private static final String GOOD =
      "CUR-0,2023-11-09,day,cross_border_attack,Hezbollah,Israel,Israel,Metula,33.28,35.58,1,2,2 rockets,Rockets at Metula,AFP,https://example.org/a";

  @Override
  protected SourceFormats listed() {
    return SourceFormats.CURATED;
  }

  @Override
  protected String head() {
    return String.join(",", CuratedRow.COLUMNS) + "\n";
  }

  @Override
  protected String good(int number) {
    return GOOD.replace("CUR-0", "CUR-" + number);
  }

  @Override
  protected Map<String, String> bad() {
    return Map.of(
        GOOD.replace("CUR-0", "no id!"),
        "id",
        GOOD.replace("2023-11-09", "yesterday"),
        "occurred_at",
        GOOD.replace("33.28", "133.28"),
        "lat",
        "too,few",
        "",
        "\"never closed," + GOOD,
        "");
  }

  @Override
  protected String licence() {
    return "";
  }

  @Override
  protected boolean redistributable() {
    return true;
  }
}
