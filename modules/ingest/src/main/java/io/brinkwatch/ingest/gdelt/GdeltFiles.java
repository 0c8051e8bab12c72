package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists in which GDELT 2.0 names its files, {@code lastupdate.txt} and {@code
 * masterfilelist.txt}: what there is for a stretch of time, what is missing, and whether a file
 * that was fetched is the one that is listed. It fetches nothing itself.
 */
public final class GdeltFiles {

  /** Where GDELT serves its files. */
  public static final URI BASE = URI.create("http://data.gdeltproject.org/gdeltv2/");

  /** The list of the newest files. */
  public static final String LAST_UPDATE = "lastupdate.txt";

  /** The list of all files, more than a hundred megabytes. */
  public static final String ALL = "masterfilelist.txt";

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

  /** A stretch of time, start inclusive and end exclusive. */
  public record Stretch(Instant from, Instant to) {}

  /**
   * The files of a stretch of time.
   *
   * @param items by time, each once
   * @param covered stretches for which there are files
   * @param gaps stretches for which there are none: nothing was heard then, which is not calm
   */
  public record Selection(List<Item> items, List<Stretch> covered, List<Stretch> gaps) {}

  /** The address of a file or list by its name. */
  public URI address(String name) {
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
  public void list(
      InputStream in, String origin, Consumer<? super Item> items, Consumer<? super String> faults)
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
                      "%s:%d is %s; expected size, md5 and address of a file"
                          .formatted(origin, lines.number(), Shown.of(line))));
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

  /**
   * The event files of a stretch of time, and the quarters of an hour for which there is none. A
   * file listed twice counts once, as listed last. The end should not lie after the newest file:
   * what has not appeared yet is not missing.
   *
   * @param listed in any order; what lies outside is passed over
   * @param translated whether to take the files of translated articles, in place of the others
   * @throws IllegalArgumentException if the stretch does not begin and end on a quarter of an hour,
   *     or ends before it begins
   */
  public static Selection events(Collection<Item> listed, Stretch stretch, boolean translated) {
    check(stretch);
    var bySlot = new TreeMap<Instant, Item>();
    for (Item item : listed) {
      if (item.kind() == Kind.EXPORT && item.translated() == translated && lies(item, stretch)) {
        bySlot.put(item.from(), item);
      }
    }
    var covered = new ArrayList<Stretch>();
    var gaps = new ArrayList<Stretch>();
    for (Instant slot = stretch.from(); slot.isBefore(stretch.to()); slot = slot.plus(SLOT)) {
      extend(bySlot.containsKey(slot) ? covered : gaps, slot);
    }
    return new Selection(List.copyOf(bySlot.values()), List.copyOf(covered), List.copyOf(gaps));
  }

  private static void check(Stretch stretch) {
    boolean onSlots =
        stretch.from().getEpochSecond() % SLOT.toSeconds() == 0
            && stretch.to().getEpochSecond() % SLOT.toSeconds() == 0;
    if (!onSlots || stretch.to().isBefore(stretch.from())) {
      throw new IllegalArgumentException(
          "the stretch is %s to %s; expected quarters of an hour, the end after the start"
              .formatted(stretch.from(), stretch.to()));
    }
  }

  // a file that stands off the quarters belongs to none of them
  private static boolean lies(Item item, Stretch stretch) {
    return item.from().getEpochSecond() % SLOT.toSeconds() == 0
        && !item.from().isBefore(stretch.from())
        && item.from().isBefore(stretch.to());
  }

  private static void extend(List<Stretch> stretches, Instant slot) {
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).to().equals(slot)) {
      stretches.set(last, new Stretch(stretches.get(last).from(), slot.plus(SLOT)));
    } else {
      stretches.add(new Stretch(slot, slot.plus(SLOT)));
    }
  }

  /**
   * Checks that a file which was fetched is the one that is listed.
   *
   * @param file at most of the listed size and one byte: more need not be fetched to tell
   * @throws SourceException if it is not; the message says whether it is a web page, cut short, too
   *     long, or altered
   */
  public static void verify(Item item, byte[] file) {
    if (file.length > 0 && file[0] == '<') {
      throw fault(
          item,
          "a web page, likely an error of the server; it begins with %s",
          Shown.of(new String(file, StandardCharsets.UTF_8)));
    }
    if (file.length < item.bytes()) {
      throw fault(item, "cut short: %d bytes of %d", file.length, item.bytes());
    }
    if (file.length > item.bytes()) {
      throw fault(item, "longer than the %d bytes that are listed", item.bytes());
    }
    String md5 = md5(file);
    if (!md5.equals(item.md5())) {
      throw fault(item, "altered: its md5 is %s, listed is %s", md5, item.md5());
    }
  }

  private static SourceException fault(Item item, String what, Object... values) {
    return new SourceException("%s is %s".formatted(item.address(), what.formatted(values)));
  }

  // against accidents: a list that comes over plain HTTP cannot prove more
  private static String md5(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** When the newest of some event files appeared; empty if there are none. */
  public static Optional<Instant> newest(Collection<Item> listed) {
    return listed.stream()
        .filter(item -> item.kind() == Kind.EXPORT)
        .map(Item::to)
        .max(Instant::compareTo);
  }
}
