package io.brinkwatch.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationsTest {
  private static final Limits LIMITS = new Limits(8 << 20, 50);
  private static final String TEXT = "a,b\n1,2\n";

  @TempDir Path directory;

  private Locations locations(String standardInput) {
    return locations(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
  }

  private Locations locations(InputStream in) {
    var settings = new Downloads.Settings(Duration.ofSeconds(1), 1, 1, Duration.ofMillis(1));
    return new Locations(directory, in, LIMITS, new Downloads(settings, Clock.systemUTC()));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Input input) throws IOException {
    try (InputStream in = input.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String read(String word) throws IOException {
    try (Input input = locations("").of(word).get(0).fetch(null).orElseThrow()) {
      return text(input);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(byte[] bytes, String... names) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(packed)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private void refused(Path file, String... says) {
    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContainingAll(says);
  }

  @Test
  void packed_or_not_and_whatever_its_name_a_file_reads_the_same() throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    file("plain.csv", bytes);
    file("packed.csv", gzip(bytes));
    file("archive", zip(bytes, "inner/", "inner/data.csv"));

    assertThat(read("plain.csv")).isEqualTo(TEXT);
    assertThat(read("packed.csv")).isEqualTo(TEXT);
    assertThat(read("archive")).isEqualTo(TEXT);
    assertThat(read("./x/../plain.csv")).isEqualTo(TEXT);
  }

  @Test
  void a_directory_is_its_files_in_the_order_of_their_names() throws IOException {
    for (String name : List.of("b.csv", "a.csv", ".hidden", "c.csv")) {
      file(name, TEXT);
    }
    Files.createDirectory(directory.resolve("below"));

    assertThat(locations("").of("."))
        .extracting(Location::name)
        .containsExactly("a.csv", "b.csv", "c.csv");
    assertThatThrownBy(() -> locations("").of("below"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("without files");
  }

  @Test
  void standard_input_is_known_by_its_contents() throws IOException {
    Location first = locations(TEXT).of("-").get(0);
    Location same = locations(TEXT).of("-").get(0);
    Location other = locations(TEXT + "3,4\n").of("-").get(0);

    assertThat(first.id()).isEqualTo(same.id()).isNotEqualTo(other.id());
    try (Input input = first.fetch(null).orElseThrow()) {
      assertThat(text(input)).isEqualTo(TEXT);
    }
    same.fetch(null).orElseThrow().close();
    other.fetch(null).orElseThrow().close();
  }

  @Test
  void standard_input_is_not_copied_before_its_turn() throws IOException {
    var in = new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8));
    Location location = locations(in).of("-").get(0);

    assertThat(in.available()).as("nobody would delete the copy").isEqualTo(TEXT.length());
    try (Input input = location.fetch(null).orElseThrow()) {
      assertThat(location.id()).isEqualTo("md5:" + input.md5());
      assertThat(text(input)).isEqualTo(TEXT);
    }
  }

  @Test
  void what_is_not_there_is_named() {
    assertThatThrownBy(() -> locations("").of("no-such.csv"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no-such.csv does not exist");
  }

  @Test
  void an_archive_that_was_cut_off_is_refused_before_anything_is_read() throws IOException {
    byte[] zip = zip(noise(100_000), "data.csv");
    byte[] gzip = gzip(noise(100_000));

    refused(file("cut.zip", Arrays.copyOf(zip, 60_000)), "cannot be read to its end");
    refused(file("cut.gz", Arrays.copyOf(gzip, 60_000)), "cannot be read to its end");
    refused(file("stub.zip", Arrays.copyOf(zip, 4)), "cut off");
  }

  @Test
  void an_archive_that_unfolds_beyond_measure_is_refused() throws IOException {
    refused(file("bomb.zip", zip(new byte[6 << 20], "data.csv")), "more than 50 times its size");
    refused(file("bomb.gz", gzip(new byte[6 << 20])), "more than 50 times its size");
    refused(file("large.csv", new byte[9 << 20]), "more than 8388608 bytes");
  }

  @Test
  void an_archive_with_several_files_is_refused() throws IOException {
    refused(file("two.zip", zip(TEXT.getBytes(StandardCharsets.UTF_8), "a", "b")), "several files");
  }

  @Test
  void an_html_page_in_the_place_of_data_is_recognised() throws IOException {
    refused(
        file("page.csv", "\uFEFF\n<!DOCTYPE HTML><html><title>Please log in</title>"),
        "HTML page",
        "Please log in");
  }
}
