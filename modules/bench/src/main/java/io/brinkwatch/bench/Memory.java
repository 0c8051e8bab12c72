package io.brinkwatch.bench;

import io.brinkwatch.cli.Brinkwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How much memory reading takes, whatever the length of a file: {@code validate} in a JVM of its
 * own with a small heap, over invented files.
 */
public final class Memory {
  private static final long MEGABYTE = 1_000_000;

  private Memory() {}

  /**
   * What one file took.
   *
   * @param rows in it
   * @param peakMegabytes most memory that the process ever held, heap and all else
   * @param exit code of the command
   * @param said what it printed
   */
  record Taken(long rows, long peakMegabytes, int exit, String said) {}

  /** Megabytes of each file, 1000 without arguments; and of the heap, 256. */
  public static void main(String[] sizes) throws IOException, InterruptedException {
    long megabytes = sizes.length > 0 ? Long.parseLong(sizes[0]) : 1_000;
    int heap = sizes.length > 1 ? Integer.parseInt(sizes[1]) : 256;
    System.out.println("| file | rows | heap limit | most memory of the process | what it said |");
    System.out.println("|---|--:|--:|--:|---|");
    for (Invented shape : List.of(Invented.GDELT, Invented.NDJSON)) {
      Taken taken = validate(shape, megabytes, heap);
      Verdicts.same("exit code", 0, taken.exit());
      System.out.printf(
          "| %,d MB %s | %,d | %d MB | %,d MB | %s |%n",
          megabytes, shape.format(), taken.rows(), heap, taken.peakMegabytes(), taken.said());
    }
  }

  /** Has a file of so many megabytes validated with so small a heap. */
  static Taken validate(Invented shape, long megabytes, int heapMegabytes)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("memory");
    Path file = directory.resolve("rows." + shape.format());
    Path said = directory.resolve("said");
    try {
      long rows = shape.bytes(file, megabytes * MEGABYTE);
      Process process =
          Child.start(heapMegabytes, said, Brinkwatch.class, command(shape, file)).process();
      long peak = 0;
      do {
        peak = Math.max(peak, peakKilobytes(process.pid()));
      } while (!process.waitFor(50, TimeUnit.MILLISECONDS));
      return new Taken(rows, peak / 1_000, process.exitValue(), Files.readString(said).strip());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(said);
      Files.delete(directory);
    }
  }

  private static List<String> command(Invented shape, Path file) {
    return List.of("validate", "--format", shape.format(), file.toString());
  }

  // Linux keeps the high-water mark itself; 0 elsewhere, and when the process has just ended
  private static long peakKilobytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
