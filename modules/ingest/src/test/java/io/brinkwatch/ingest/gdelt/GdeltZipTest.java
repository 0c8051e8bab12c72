package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class GdeltZipTest {
  private static final String ENTRY = "20240105101500.export.CSV";

  @Test
  void a_zip_is_read_as_the_file_in_it() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2024-01-05T10:20:00Z"), ZoneOffset.UTC);
    var rows = new ArrayList<Row>();

    GdeltEvents.v2(clock)
        .read(
            new ByteArrayInputStream(zip(ENTRY, bytes(EventRow.v2().toString()))),
            "a.zip",
            rows::add);

    assertThat(rows).singleElement().isInstanceOf(Row.Reported.class);
  }

  @Test
  void a_page_in_place_of_a_zip_is_told_as_such() {
    assertThatThrownBy(() -> read(bytes("<Error>NoSuchKey</Error>")))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "a.zip is a web page, likely an error of the server; it begins with '<Error>NoSuchKey</Error>'");
    assertThatThrownBy(() -> read(bytes("nothing of the kind")))
        .isInstanceOf(SourceException.class)
        .hasMessage("a.zip is no zip; it begins with 'nothing of the kind'");
    assertThatThrownBy(() -> read(new byte[0]))
        .isInstanceOf(SourceException.class)
        .hasMessage("a.zip is empty; expected a zip");
  }

  @Test
  void a_zip_that_ends_early_says_so_wherever_it_ends() throws IOException {
    byte[] whole = zip(ENTRY, noise(200_000));

    for (int length : new int[] {40, 1000, whole.length / 2}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .isInstanceOf(ZipException.class)
          .hasMessage("a.zip ends early: fetch it again");
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 10)))
        .isInstanceOf(ZipException.class)
        .hasMessage("a.zip ends before its first file: fetch it again");
  }

  @Test
  void a_damaged_zip_says_so() throws IOException {
    byte[] damaged = zip(ENTRY, noise(200_000));
    Arrays.fill(damaged, 5_000, 9_000, (byte) 0x55);

    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(ZipException.class)
        .hasMessageStartingWith("a.zip is damaged (")
        .hasMessageEndingWith("): fetch it again");
  }

  @Test
  void a_zip_that_swells_is_not_read_on() throws IOException {
    byte[] bomb = zip(ENTRY, new byte[64 << 20]);

    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(ZipException.class)
        .hasMessage("a.zip swells to more than 100 times its size; it is not read on");
  }

  @Test
  void a_zip_holds_one_event_file() throws IOException {
    byte[] other = zip("readme.txt", bytes("x"));
    byte[] two = zip(List.of(ENTRY, "20240105103000.export.CSV"), bytes("x"));

    assertThatThrownBy(() -> read(other))
        .isInstanceOf(SourceException.class)
        .hasMessage("a.zip holds 'readme.txt'; expected one file whose name ends in .csv");
    assertThatThrownBy(() -> read(two))
        .isInstanceOf(ZipException.class)
        .hasMessage("a.zip holds more than one file; expected one");
  }

  private static byte[] read(byte[] zip) throws IOException {
    try (var in = GdeltZip.open(new ByteArrayInputStream(zip), "a.zip")) {
      return in.readAllBytes();
    }
  }

  private static byte[] zip(String entry, byte[] text) throws IOException {
    return zip(List.of(entry), text);
  }

  private static byte[] zip(List<String> entries, byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(text);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
