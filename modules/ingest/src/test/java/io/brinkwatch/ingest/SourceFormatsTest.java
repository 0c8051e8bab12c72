package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.acled.AcledContractTest;
import io.brinkwatch.ingest.gdelt.GdeltContractTest;
import io.brinkwatch.ingest.gdelt.GdeltOneContractTest;
import io.brinkwatch.ingest.siren.SirenContractTest;
import io.brinkwatch.ingest.ucdp.UcdpContractTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceFormatsTest {
  // without a default: a further format does not compile until it has a contract
  private static SourceContract contract(SourceFormats format) {
    return switch (format) {
      case CURATED -> new CuratedCsvContractTest();
      case NDJSON -> new CuratedNdjsonTest();
      case GDELT -> new GdeltContractTest();
      case GDELT_1 -> new GdeltOneContractTest();
      case ACLED -> new AcledContractTest();
      case UCDP -> new UcdpContractTest();
      case SIREN -> new SirenContractTest();
    };
  }

  @ParameterizedTest
  @EnumSource
  void every_format_keeps_the_contract(SourceFormats format) {
    assertThat(contract(format).listed()).isEqualTo(format);
  }

  @Test
  void each_reads_in_a_manner_of_its_own() {
    assertThat(SourceFormats.values())
        .extracting(
            format ->
                format
                    .with(Clock.systemUTC(), SourceFormats.Told.NOTHING)
                    .manner("GEDEvent_v23_1.csv"))
        .doesNotHaveDuplicates()
        .noneMatch(String::isEmpty);
  }
}
