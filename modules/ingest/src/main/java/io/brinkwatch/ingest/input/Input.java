package io.brinkwatch.ingest.input;

import io.brinkwatch.ingest.SourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing to read, as bytes that stand still: it was looked through once, so that nothing of a
 * broken archive or of an error page is ever published.
 */
public final class Input implements AutoCloseable {
  private static final int PEEK = 1024;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{0,200})", Pattern.CASE_INSENSITIVE);

  private final String name;
  private final Path file;
  private final boolean temporary;
  private final Limits limits;
  private final String etag;
  private final String md5;

  private final String contentMd5;

  private Input(
      String name,
      Path file,
      boolean temporary,
      Limits limits,
      String etag,
      String md5,
      String contentMd5) {
    this.name = name;
    this.file = file;
    this.temporary = temporary;
    this.limits = limits;
    this.etag = etag;
    this.md5 = md5;
    this.contentMd5 = contentMd5;
  }

  /**
   * A file that stays where it is.
   *
   * @throws SourceException if it cannot be read, is a broken or oversized archive, or is an HTML
   *     page
   */
  public static Input of(Path file, Limits limits) {
    requireReadable(file);
    return checked(file.getFileName().toString(), file, false, limits, null);
  }

  /** Refuses what is not there, is no file, or may not be read. */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new SourceException("%s does not exist; give the path of a file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new SourceException("%s is a directory; give the path of a file".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new SourceException("%s may not be read; check its permissions".formatted(file));
    }
  }

  /**
   * A file that is deleted when the input is closed, and also if it cannot be used.
   *
   * @param name for messages and origins
   * @param etag under which it was downloaded; null if there is none
   * @throws SourceException if it cannot be used: an archive that is not whole, or an HTML page
   */
  public static Input temporary(String name, Path file, Limits limits, String etag) {
    try {
      return checked(name, file, true, limits, etag);
    } catch (SourceException e) {
      delete(name, file);
      throw e;
    }
  }

  private static Input checked(
      String name, Path file, boolean temporary, Limits limits, String etag) {
    try {
      String md5 = md5(file);
      String contentMd5 = check(name, file, limits);
      return new Input(name, file, temporary, limits, etag, md5, contentMd5);
    } catch (IOException e) {
      throw new SourceException(
          "%s cannot be read to its end: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String md5(Path file) throws IOException {
    MessageDigest md5 = Md5.digest();
    try (var in = new DigestInputStream(Files.newInputStream(file), md5)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  private static String check(String name, Path file, Limits limits) throws IOException {
    MessageDigest md5 = Md5.digest();
    var unpacked = Unpacked.of(Files.newInputStream(file), name, limits);
    try (var in = new BufferedInputStream(new DigestInputStream(unpacked, md5))) {
      refuseHtml(name, in.readNBytes(PEEK));
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  // a login page or an error page that came with status 200
  private static void refuseHtml(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      Matcher title = TITLE.matcher(text);
      throw new SourceException(
          "%s is an HTML page and not data%s; the source may be down, or want a login"
              .formatted(name, title.find() ? " ('" + title.group(1).strip() + "')" : ""));
    }
  }

  /** What to call it in messages and origins. */
  public String name() {
    return name;
  }

  /** MD5 of its bytes as they are, packed or not: 32 lower-case hexadecimal digits. */
  public String md5() {
    return md5;
  }

  /** MD5 of its contents, unpacked; that of a file and of a zip of it are the same. */
  public String contentMd5() {
    return contentMd5;
  }

  /** The entity tag under which it was downloaded. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Its contents from the beginning, unpacked. */
  public InputStream open() throws IOException {
    return Unpacked.of(Files.newInputStream(file), name, limits);
  }

  /** Deletes it, if it was copied to be read. */
  @Override
  public void close() {
    if (temporary) {
      delete(name, file);
    }
  }

  private static void delete(String name, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SourceException("the copy of %s cannot be deleted: %s".formatted(name, e), e);
    }
  }
}
