package io.brinkwatch.ingest.acled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.acled.AcledRequests.Page;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcledApiTest {
  private final AcledApi api = new AcledApi(AcledRows.CLOCK);
  private final List<Row> rows = new ArrayList<>();

  @Test
  void a_page_gives_the_same_reports_as_an_export() throws IOException {
    String row = AcledRows.json(AcledRows.strike());
    api.events(
        page("{\"status\":200,\"success\":true,\"data\":[" + row + "]}"),
        "p",
        Page.first(5_000),
        rows::add);
    var exported = new ArrayList<Row>();
    new AcledCsv(AcledRows.CLOCK)
        .read(page(AcledRows.csv(List.of(AcledRows.strike()))), "e", exported::add);

    assertThat(rows).isEqualTo(exported);
  }

  @Test
  void a_page_with_rows_may_have_another_behind_it_and_an_empty_one_has_none() throws IOException {
    String row = AcledRows.json(AcledRows.strike());
    String data = "{\"success\":true,\"data\":[" + row + "," + row + "]}";

    assertThat(api.events(page(data), "p", new Page(4, 2), rows::add))
        .isEqualTo(Optional.of(new Page(5, 2)));
    assertThat(api.events(page(data), "p", new Page(4, 3), rows::add))
        .as("the server may give fewer than were asked for")
        .isEqualTo(Optional.of(new Page(5, 3)));
    assertThat(api.events(page("{\"success\":true,\"data\":[]}"), "p", new Page(5, 3), rows::add))
        .isEmpty();
  }

  @Test
  void an_error_does_not_pass_for_an_empty_page() {
    assertThatThrownBy(
            () ->
                api.events(
                    page("{\"success\":false,\"message\":\"Access denied\",\"data\":[]}"),
                    "p",
                    Page.first(5_000),
                    rows::add))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("Access denied");
    assertThatThrownBy(
            () -> api.events(page("{\"message\":\"no\"}"), "p", Page.first(5_000), rows::add))
        .isInstanceOf(SourceException.class);
  }

  @Test
  void a_deletion_withdraws_with_a_version_above_all_accounts() throws IOException {
    api.deletions(
        page(
            "{\"data\":[{\"event_id_cnty\":\"LBN900001\",\"deleted_timestamp\":1899999999},"
                + "{\"event_id_cnty\":\"TCD1\",\"deleted_timestamp\":1899999999},"
                + "{\"event_id_cnty\":\"LBN2\",\"deleted_timestamp\":\"\"}]}"),
        "p",
        Page.first(5_000),
        rows::add);

    IncidentReport report = ((Row.Reported) rows.get(0)).report();
    assertThat(report.getReportId()).isEqualTo("acled/LBN900001");
    assertThat(report.getState()).isEqualTo(RecordState.RETRACTED);
    assertThat(report.getVersion()).isEqualTo(1_899_999_999L);
    assertThat(report.getPublishedAt()).isEqualTo(Instant.ofEpochSecond(1_899_999_999L));
    assertThat(report.getRedistributable()).isFalse();
    assertThat(rows.get(1)).isInstanceOf(Row.Skipped.class);
    assertThat(((Row.Refused) rows.get(2)).rejection().getReason())
        .isEqualTo(RejectionReason.MISSING_FIELD);
    assertThat(((Row.Refused) rows.get(2)).rejection().getOrigin()).isEqualTo("p:3");
  }

  @Test
  void requests_are_escaped_and_complete() {
    var requests = new AcledRequests("https://acleddata.com");
    assertThat(requests.token()).hasToString("https://acleddata.com/oauth/token");
    assertThat(AcledRequests.passwordGrant("a@b.c", "p&q=r s"))
        .isEqualTo("username=a%40b.c&password=p%26q%3Dr+s&grant_type=password&client_id=acled");
    assertThat(AcledRequests.refreshGrant("t/1"))
        .isEqualTo("refresh_token=t%2F1&grant_type=refresh_token&client_id=acled");
    assertThat(
            requests.events(
                LocalDate.parse("2030-01-01"), LocalDate.parse("2030-01-31"), new Page(2, 500)))
        .hasHost("acleddata.com")
        .hasPath("/api/acled/read")
        .hasParameter("event_date", "2030-01-01|2030-01-31")
        .hasParameter("event_date_where", "BETWEEN")
        .hasParameter("limit", "500")
        .hasParameter("page", "2");
    assertThat(requests.updates(Instant.ofEpochSecond(17), Page.first(5_000)))
        .hasParameter("timestamp", "17")
        .hasParameter("timestamp_where", ">=");
    assertThat(requests.deletions(Instant.ofEpochSecond(17), Page.first(5_000)))
        .hasPath("/api/deleted/read")
        .hasParameter("deleted_timestamp", "17")
        .hasParameter("deleted_timestamp_where", ">=");
  }

  private static InputStream page(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
