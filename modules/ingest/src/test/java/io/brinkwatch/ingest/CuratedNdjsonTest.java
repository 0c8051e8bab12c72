package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CuratedNdjsonTest extends SourceContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String GOOD =
      """
      {"id":"N-0","occurred_at":"2023-11-09","precision":"day","type":"cross_border_attack",\
      "actor":["Hezbollah"],"target":"Israel","country":"Israel","place":"Metula","lat":33.28,\
      "lon":35.58,"fatalities":1,"injuries":null,"weapon":"2 rockets","summary":"Rockets at Metula",\
      "source_name":"AFP","source_url":"https://example.org/a"}""";

  @Override
  protected SourceFormats listed() {
    return SourceFormats.NDJSON;
  }

  @Override
  protected String good(int number) {
    return GOOD.replace("N-0", "N-" + number);
  }

  @Override
  protected Map<String, String> bad() {
    return Map.of(
        GOOD.replace("\"N-0\"", "true"),
        "id",
        GOOD.replace("33.28", "93.28"),
        "lat",
        GOOD.replace("\"actor\"", "\"actr\""),
        "field name",
        GOOD.replace("\"Hezbollah\"", "\"a;b\""),
        "actor",
        GOOD.replace("}", ""),
        "",
        "[1]",
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

  @Test
  void a_row_says_the_same_in_json_as_in_csv() throws IOException {
    String csv =
        String.join(",", CuratedRow.COLUMNS)
            + "\nN-0,2023-11-09,day,cross_border_attack,Hezbollah,Israel,Israel,Metula,33.28,35.58,1,,2 rockets,Rockets at Metula,AFP,https://example.org/a\n";

    assertThat(report(new CuratedNdjson(CLOCK), GOOD))
        .isEqualTo(report(new CuratedCsv(CLOCK), csv));
  }

  private static IncidentReport report(SourceFormat format, String text) throws IOException {
    List<Row> rows = new ArrayList<>();
    format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.in", rows::add);
    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
    return ((Row.Reported) rows.get(0)).report();
  }

  @Test
  void a_body_is_one_object_or_a_list_of_them() {
    var feed = new Feed("desk", FeedFamily.ANALYST);

    assertThat(CuratedBodies.rows(GOOD, feed, "request", CLOCK))
        .singleElement()
        .isInstanceOfSatisfying(
            Row.Reported.class,
            row -> assertThat(row.report().getReportId()).isEqualTo("desk/N-0"));
    assertThat(CuratedBodies.rows("[%s,7,%s]".formatted(good(1), good(2)), feed, "request", CLOCK))
        .extracting(row -> row instanceof Row.Reported)
        .containsExactly(true, false, true);
    assertThatThrownBy(() -> CuratedBodies.rows("7", feed, "request", CLOCK))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> CuratedBodies.rows("{", feed, "request", CLOCK))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("request is not JSON");
  }
}
