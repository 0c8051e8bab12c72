package io.brinkwatch.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u001b]0;title\u0007",
        "\u009b31m",
        "\u007f",
        "\b",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\u200b",
        "\ufeff",
        "\udb40\udc41",
        "\ud800",
        "\ue000",
        "\u0000"
      })
  void what_can_change_the_terminal_is_replaced(String harmful) {
    String line = Printable.of("a" + harmful + "b");

    assertThat(line).startsWith("a\ufffd").endsWith("b");
    assertThat(line.codePoints().filter(c -> c == 0x1b || c == 0x9b || c == 0x202e)).isEmpty();
  }

  @Test
  void line_breaks_and_tabs_become_blanks() {
    assertThat(Printable.of("a\nb\tc\r\nd\u2028e")).isEqualTo("a b c  d e");
  }

  @Test
  void words_of_any_script_stay_as_they_are() {
    String words = "Kryat Shmona קריית שמונה בירות بيروت 貝魯特 Beyrouth é …";
    assertThat(Printable.of(words)).isEqualTo(words);
  }

  @Test
  void json_keeps_its_lines_and_escapes_what_is_harmful() {
    assertThat(Printable.json("{\n  \"a\" : \"x\u202ey\u009b\"\n}"))
        .isEqualTo("{\n  \"a\" : \"x\\u202ey\\u009b\"\n}");
  }

  @Test
  void long_text_is_cut_at_its_width_in_columns() {
    assertThat(Printable.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(Printable.cut("貝魯特貝", 6)).isEqualTo("貝魯…");
    assertThat(Printable.width(Printable.cut("貝魯特貝", 6))).isLessThanOrEqualTo(6);
  }

  @Test
  void short_text_is_filled_up() {
    assertThat(Printable.pad("貝", 4)).isEqualTo("貝  ");
  }

  @Test
  void styles_never_come_from_the_text() {
    assertThat(Text.of("\u001b[31mred", Style.GOOD).render(true))
        .isEqualTo("\u001b[32m\ufffd[31mred\u001b[0m");
  }
}
