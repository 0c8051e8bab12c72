package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists in which GDELT 2.0 names its files: those of the newest ones and those of all, for
 * articles in English and for translated ones. It fetches nothing itself.
 */
public final class GdeltFiles {

  /** Where GDELT serves its files. */
  public static final URI BASE = URI.create("http://data.gdeltproject.org/gdeltv2/");

  /** A file appears for every quarter of an hour. */
  public static final Duration SLOT = Duration.ofMinutes(15);

  private static final Pattern LINE = Pattern.compile("(\\d{1,12}) ([0-9a-fA-F]{32}) (\\S+)");
  private static final Pattern NAME =
      Pattern.compile(
          "(\\d{14})(\\.translation)?\\.(export|mentions|gkg)\\.csv\\.zip",
          Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final URI base;

  /**
   * Files under an address.
   *
   * @param base ends in a slash. Files are looked for there, whatever host a list names: so a
   *     mirror can be used, and a forged list leads nowhere else
   */
  public GdeltFiles(URI base) {
    if (!base.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "the base address is %s; expected one that ends in a slash".formatted(base));
    }
    this.base = base;
  }

  /** Hears of lines that name no file. */
  @FunctionalInterface
  public interface Faults {
    /** Where a line stands, and what is wrong with it. */
    void accept(String origin, String detail);
  }

  /** What is in a file. */
  public enum Kind {
    /** Events, what {@link GdeltEvents} reads. */
    EXPORT,
    /** Each article that mentions an event. */
    MENTIONS,
    /** The knowledge graph. */
    GKG
  }

  /**
   * A file that a list names.
   *
   * @param from begin of the quarter of an hour whose articles it tells of
   * @param to its end, by which it is named and when it appears
   * @param translated whether it tells of articles that were translated into English
   * @param bytes its size as a zip
   * @param md5 of the zip, in lower case
   */
  public record Item(
      Instant from,
      Instant to,
      Kind kind,
      boolean translated,
      long bytes,
      String md5,
      URI address) {}

  /** Address of the list of the newest files. */
  public URI newest(boolean translated) {
    return address(translated ? "lastupdate-translation.txt" : "lastupdate.txt");
  }

  /** Address of the list of all files, more than a hundred megabytes; new ones stand at its end. */
  public URI all(boolean translated) {
    return address(translated ? "masterfilelist-translation.txt" : "masterfilelist.txt");
  }

  private URI address(String name) {
    return base.resolve(name);
  }

  /**
   * Reads a list line by line and hands out its files, in order. A line that names none is handed
   * out as a fault with its number, and reading goes on: the real list has a few.
   *
   * @param origin what to call the list in messages
   * @throws SourceException if it is no such list at all, such as a page of a server's error
   * @throws IOException if it cannot be read on
   */
  public void list(InputStream in, String origin, Consumer<? super Item> items, Faults faults)
      throws IOException {
    var lines = new TabLines(in);
    while (lines.next()) {
      if (lines.isBlank()) {
        continue;
      }
      String line = lines.length() > TabLines.MAX_BYTES ? "" : lines.text().strip();
      if (lines.number() == 1 && line.startsWith("<")) {
        throw new SourceException(
            "%s is a web page, likely an error of the server; it begins with %s"
                .formatted(origin, Shown.of(line)));
      }
      item(line)
          .ifPresentOrElse(
              items,
              () ->
                  faults.accept(
                      origin + ":" + lines.number(),
                      "the line is %s; expected size, md5 and address of a file"
                          .formatted(Shown.of(line))));
    }
  }

  private Optional<Item> item(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String address = parts.group(3);
    String file = address.substring(address.lastIndexOf('/') + 1);
    Matcher name = NAME.matcher(file);
    if (!name.matches()) {
      return Optional.empty();
    }
    return time(name.group(1))
        .map(
            to ->
                new Item(
                    to.minus(SLOT),
                    to,
                    Kind.valueOf(name.group(3).toUpperCase(Locale.ROOT)),
                    name.group(2) != null,
                    Long.parseLong(parts.group(1)),
                    parts.group(2).toLowerCase(Locale.ROOT),
                    address(file)));
  }

  private static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
