package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Kind;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Selection;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Stretch;
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
    assertThat(GdeltFiles.newest(items)).contains(Instant.parse("2024-01-05T10:15:00Z"));
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
        .startsWith("list.txt:2 is '")
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
  void quarters_without_a_file_are_gaps() {
    List<Item> items =
        list(
            line("20240105110000.export.CSV.zip"),
            line("20240105101500.export.CSV.zip"),
            line("20240105101500.export.CSV.zip"),
            line("20240105103000.mentions.CSV.zip"),
            line("20240105104500.translation.export.CSV.zip"),
            line("20240105104321.export.CSV.zip"),
            line("20240105111500.export.CSV.zip"));

    Selection selection = GdeltFiles.events(items, stretch("10:00", "11:00"), false);

    assertThat(selection.items())
        .extracting(Item::to)
        .containsExactly(
            Instant.parse("2024-01-05T10:15:00Z"), Instant.parse("2024-01-05T11:00:00Z"));
    assertThat(selection.covered())
        .containsExactly(stretch("10:00", "10:15"), stretch("10:45", "11:00"));
    assertThat(selection.gaps()).containsExactly(stretch("10:15", "10:45"));
  }

  @Test
  void without_any_file_all_is_a_gap_and_translated_files_are_chosen_alone() {
    Stretch hour = stretch("10:00", "11:00");
    List<Item> items = list(line("20240105104500.translation.export.CSV.zip"));

    assertThat(GdeltFiles.events(List.of(), hour, false).gaps()).containsExactly(hour);
    assertThat(GdeltFiles.events(items, hour, false).items()).isEmpty();
    assertThat(GdeltFiles.events(items, hour, true).items()).hasSize(1);
    assertThat(GdeltFiles.newest(List.of())).isEmpty();
  }

  @Test
  void a_stretch_is_of_whole_quarters() {
    assertThatThrownBy(() -> GdeltFiles.events(List.of(), stretch("10:01", "11:00"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected quarters of an hour");
    assertThatThrownBy(() -> GdeltFiles.events(List.of(), stretch("11:00", "10:00"), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_base_address_ends_in_a_slash() {
    assertThatThrownBy(() -> new GdeltFiles(URI.create("http://data.gdeltproject.org/gdeltv2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends in a slash");
    assertThat(new GdeltFiles(GdeltFiles.BASE).address(GdeltFiles.LAST_UPDATE))
        .hasToString(HOST + "lastupdate.txt");
    assertThat(files.address(GdeltFiles.ALL))
        .hasToString("https://mirror.example.org/g/masterfilelist.txt");
  }

  @Test
  void a_file_as_listed_is_accepted_and_any_other_is_told_apart() {
    Item item = list(line("20240105101500.export.CSV.zip")).get(0);

    GdeltFiles.verify(item, bytes("abc"));
    assertRefused(item, "<?xml version", "is a web page, likely an error of the server");
    assertRefused(item, "ab", "is cut short: 2 bytes of 3");
    assertRefused(item, "", "is cut short: 0 bytes of 3");
    assertRefused(item, "abcd", "is longer than the 3 bytes that are listed");
    assertRefused(item, "abd", "is altered: its md5 is");
  }

  private static void assertRefused(Item item, String file, String why) {
    assertThatThrownBy(() -> GdeltFiles.verify(item, bytes(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(item.address().toString())
        .hasMessageContaining(why);
  }

  private static Stretch stretch(String from, String to) {
    return new Stretch(time(from), time(to));
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
      files.list(in, "list.txt", items::add, faults::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
