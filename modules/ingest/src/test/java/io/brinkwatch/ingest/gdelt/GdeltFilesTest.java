package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GdeltFilesTest {
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
  private static final String HOST = "http://data.gdeltproject.org/gdeltv2/";

  private final GdeltFiles files = new GdeltFiles(URI.create("https://mirror.example.org/g/"));
  private final List<String> faults = new ArrayList<>();

  @Test
  void a_list_names_files_of_a_quarter_of_an_hour_each() {
    List<Item> items =
        list(
            line("20240105101500.export.CSV.zip"),
            line("20240105101500.mentions.CSV.zip"),
            line("20240105101500.gkg.csv.zip"),
            line("20240105101500.translation.export.CSV.zip"));

    assertThat(items)
        .extracting(Item::kind)
        .containsExactly(Kind.EXPORT, Kind.MENTIONS, Kind.GKG, Kind.EXPORT);
    assertThat(items).extracting(Item::translated).containsExactly(false, false, false, true);
    assertThat(items.get(0))
        .isEqualTo(
            new Item(
                Instant.parse("2024-01-05T10:00:00Z"),
                Instant.parse("2024-01-05T10:15:00Z"),
                Kind.EXPORT,
                false,
                3,
                MD5_OF_ABC,
                URI.create("https://mirror.example.org/g/20240105101500.export.CSV.zip")));
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "150383 " + HOST + "20240105101500.export.CSV.zip",
        "x " + MD5_OF_ABC + " " + HOST + "20240105101500.export.CSV.zip",
        "3 " + MD5_OF_ABC + " " + HOST + "20240230101500.export.CSV.zip",
        "3 " + MD5_OF_ABC + " " + HOST + "..%2f..%2fetc",
        "3 " + MD5_OF_ABC + " " + HOST + "20240105101500.export.CSV.zip trailing"
      })
  void a_line_that_names_no_file_leaves_its_neighbours_alone(String bad) {
    String good = line("20240105101500.export.CSV.zip");

    assertThat(list(good, bad, good)).hasSize(2);
    assertThat(faults)
        .singleElement()
        .asString()
        .startsWith("list.txt:2 the line is '")
        .endsWith("'; expected size, md5 and address of a file");
  }

  @Test
  void a_page_in_place_of_a_list_is_told_as_such() {
    assertThatThrownBy(() -> list("<html>Bad Gateway</html>"))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "list.txt is a web page, likely an error of the server; it begins with '<html>Bad Gateway</html>'");
  }

  @Test
  void event_files_are_told_by_their_quarter_and_count_as_listed_last() {
    var listed = new Listed();
    list(
            line("20240105110000.export.CSV.zip"),
            line("20240105101500.translation.export.CSV.zip"),
            line("20240105101500.export.CSV.zip"),
            line("20240105101500.export.CSV.zip").replace("3 ", "4 "),
            line("20240105103000.mentions.CSV.zip"),
            line("20240105104321.export.CSV.zip"))
        .forEach(listed::add);

    assertThat(listed.of(time("10:00"))).extracting(Item::translated).containsExactly(false, true);
    assertThat(listed.of(time("10:00"))).extracting(Item::bytes).containsExactly(4L, 3L);
    assertThat(listed.of(time("10:15"))).isEmpty();
    assertThat(listed.of(time("10:30"))).as("off the quarters").isEmpty();
    assertThat(listed.end()).contains(time("11:00"));
    assertThat(new Listed().end()).isEmpty();
  }

  @Test
  void a_base_address_ends_in_a_slash() {
    assertThatThrownBy(() -> new GdeltFiles(URI.create("http://data.gdeltproject.org/gdeltv2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends in a slash");
    assertThat(new GdeltFiles(GdeltFiles.BASE).newest(false)).hasToString(HOST + "lastupdate.txt");
    assertThat(files.all(false)).hasToString("https://mirror.example.org/g/masterfilelist.txt");
    assertThat(files.newest(true)).asString().endsWith("/lastupdate-translation.txt");
    assertThat(files.all(true)).asString().endsWith("/masterfilelist-translation.txt");
  }

  private static Instant time(String time) {
    return Instant.parse("2024-01-05T" + time + ":00Z");
  }

  private static String line(String file) {
    return "3 " + MD5_OF_ABC.toUpperCase(Locale.ROOT) + " " + HOST + file;
  }

  private List<Item> list(String... lines) {
    var items = new ArrayList<Item>();
    try {
      var in = new ByteArrayInputStream(bytes(String.join("\n", lines) + "\n"));
      files.list(in, "list.txt", items::add, (line, what) -> faults.add(line + " " + what));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
