package io.brinkwatch.ingest.siren;

import io.brinkwatch.ingest.SourceContract;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.SourceFormats;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/** Each row is a salvo of its own. */
public class SirenContractTest extends SourceContract {
  private static final int PER_DAY = 120;

  @Override
  protected SourceFormats listed() {
    return SourceFormats.SIREN;
  }

  /** Of files cut out of the log the first salvo is left out: it may have begun before. */
  @Override
  protected SourceFormat format(Clock clock) {
    return ((OrefSirens) super.format(clock)).fromTheBeginning();
  }

  @Override
  protected String head() {
    return "data,date,time,alertDate,category,category_desc,matrix_id,rid\n";
  }

  // every ten minutes from four o'clock on: by then the clocks have been changed, if they are
  @Override
  protected String good(int number) {
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(number / PER_DAY);
    int minutes = 4 * 60 + number % PER_DAY * 10;
    String time = "%02d:%02d:00".formatted(minutes / 60, minutes % 60);
    return "א,%1$td.%1$tm.%1$tY,%2$s,%1$tFT%2$s,1,x,1,1".formatted(day, time);
  }

  @Override
  protected Map<String, String> bad() {
    String good = good(9);
    return Map.of(
        good.replace("01.01.2024", "8/3/30"),
        "date",
        good.replace("2024-01-01T", "2024-02-01T"),
        "alertDate",
        good.replace(",1,x", ",99,x"),
        "category",
        good.replace("א", ""),
        "data",
        "too,few",
        "");
  }

  @Override
  protected String licence() {
    return "official alert log of the Israeli Home Front Command; recording under Apache-2.0";
  }

  @Override
  protected boolean redistributable() {
    return true;
  }
}
