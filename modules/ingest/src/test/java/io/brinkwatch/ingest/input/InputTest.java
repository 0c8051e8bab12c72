package io.brinkwatch.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {
  private static final Limits LIMITS = new Limits(1 << 20, 100);

  @TempDir Path directory;

  @Test
  void a_file_and_its_archive_differ_in_their_bytes_and_not_in_their_contents() throws IOException {
    Path plain = Files.writeString(directory.resolve("rows.csv"), "one\ntwo\n");
    Path packed = directory.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    Path other = Files.writeString(directory.resolve("other.csv"), "one\nthree\n");
    try (var one = Input.of(plain, LIMITS);
        var same = Input.of(packed, LIMITS);
        var different = Input.of(other, LIMITS)) {
      assertThat(same.contentMd5()).isEqualTo(one.contentMd5()).isEqualTo(one.md5());
      assertThat(same.md5()).isNotEqualTo(one.md5());
      assertThat(different.contentMd5()).isNotEqualTo(one.contentMd5());
    }
  }
}
