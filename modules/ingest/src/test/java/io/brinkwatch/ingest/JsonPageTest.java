package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPageTest {
  private final List<Cells> rows = new ArrayList<>();

  @Test
  void rows_and_what_is_said_beside_them_are_read() throws IOException {
    JsonPage page =
        read("{\"count\":2,\"rows\":[{\"a\":1.50,\"b\":null},{\"a\":\"x\",\"c\":[1]}]}");

    assertThat(page.facts()).containsEntry("count", "2");
    assertThat(page.rows()).isEqualTo(2);
    assertThat(rows.get(0).text("a")).isEqualTo("1.50");
    assertThat(rows.get(0).text("b")).isEmpty();
    assertThat(rows.get(1).text("c")).isEmpty();
  }

  @Test
  void a_row_that_is_no_object_is_handed_out_empty() throws IOException {
    read("{\"rows\":[[1,2],7,{\"a\":1}]}");

    assertThat(rows).extracting(row -> row.text("a")).containsExactly("", "", "1");
  }

  @Test
  void a_page_that_breaks_off_hands_out_what_came_before_and_says_where() {
    assertThatThrownBy(() -> read("{\"rows\":[{\"a\":1},{\"a\":2},{\"a\""))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "page.json is not whole JSON behind row 3: it ends too soon, at line 1, column 30");
    assertThat(rows).hasSize(2);
  }

  @Test
  void a_page_that_is_not_json_is_refused() {
    assertThatThrownBy(() -> read("<html>")).isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> read("7")).isInstanceOf(SourceException.class);
  }

  @Test
  void a_page_that_is_not_utf8_is_refused() {
    byte[] bytes = "{\"rows\":[{\"a\":\"?\"}]}".getBytes(StandardCharsets.UTF_8);
    bytes[15] = (byte) 0xFF;

    assertThatThrownBy(
            () -> JsonPage.read(new ByteArrayInputStream(bytes), "page.json", "rows", rows::add))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("UTF-8");
  }

  private JsonPage read(String json) throws IOException {
    return JsonPage.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        "page.json",
        "rows",
        rows::add);
  }
}
