package io.brinkwatch.ingest.input;

import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what people name: a file, a directory (its files in the order of their names, hidden ones
 * and those of directories below left out), {@code -} for standard input, an http or https address.
 */
public final class Locations {
  /** Stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  private final Path workingDirectory;
  private final InputStream standardInput;
  private final Limits limits;
  private final Downloads downloads;

  /**
   * A finder.
   *
   * @param workingDirectory to which relative paths are meant
   */
  public Locations(
      Path workingDirectory, InputStream standardInput, Limits limits, Downloads downloads) {
    this.workingDirectory = workingDirectory;
    this.standardInput = standardInput;
    this.limits = limits;
    this.downloads = downloads;
  }

  /**
   * What is meant by a word.
   *
   * @throws SourceException if nothing is there
   */
  public List<Location> of(String word) {
    if (word.equals(STANDARD_INPUT)) {
      return List.of(new OfStandardInput(standardInput, limits));
    }
    if (word.startsWith("http://") || word.startsWith("https://")) {
      return List.of(new OfAddress(address(word), downloads, limits));
    }
    Path path = workingDirectory.resolve(word).normalize();
    if (Files.isDirectory(path)) {
      return directory(path);
    }
    Input.requireReadable(path);
    return List.of(new OfFile(path, limits));
  }

  private static URI address(String word) {
    try {
      return URI.create(word);
    } catch (IllegalArgumentException e) {
      throw new SourceException("%s is no address: %s".formatted(word, e.getMessage()), e);
    }
  }

  private List<Location> directory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Location> found =
          files
              .filter(f -> Files.isRegularFile(f) && !f.getFileName().toString().startsWith("."))
              .sorted()
              .<Location>map(f -> new OfFile(f, limits))
              .toList();
      if (found.isEmpty()) {
        throw new SourceException(directory + " is a directory without files");
      }
      return found;
    } catch (IOException e) {
      throw new SourceException("%s cannot be listed: %s".formatted(directory, e), e);
    }
  }

  private record OfFile(Path file, Limits limits) implements Location {
    @Override
    public String id() {
      return file.toUri().toString();
    }

    @Override
    public String name() {
      return file.getFileName().toString();
    }

    @Override
    public Optional<Input> fetch(String knownEtag) {
      return Optional.of(Input.of(file, limits));
    }
  }

  /**
   * What comes there is known by its contents alone, so it must be copied as a whole before it is
   * begun; but not before its turn, for a copy that nobody fetches is deleted by nobody.
   */
  private static final class OfStandardInput implements Location {
    private final InputStream source;
    private final Limits limits;
    private Input copy;

    OfStandardInput(InputStream source, Limits limits) {
      this.source = source;
      this.limits = limits;
    }

    @Override
    public String id() {
      return "md5:" + copy().md5();
    }

    @Override
    public String name() {
      return "standard input";
    }

    @Override
    public boolean isLasting() {
      return false;
    }

    @Override
    public Optional<Input> fetch(String knownEtag) {
      return Optional.of(copy());
    }

    private Input copy() {
      if (copy == null) {
        copy = copied();
      }
      return copy;
    }

    private Input copied() {
      try {
        Path file = Files.createTempFile("brinkwatch-", ".in");
        try (var in = new CountedInput(source, limits.maxBytes(), name());
            var out = Files.newOutputStream(file)) {
          in.transferTo(out);
        } catch (IOException e) {
          Files.deleteIfExists(file);
          throw e;
        }
        return Input.temporary(name(), file, limits, null);
      } catch (IOException e) {
        throw new SourceException("%s cannot be read: %s".formatted(name(), e.getMessage()), e);
      }
    }
  }

  private record OfAddress(URI address, Downloads downloads, Limits limits) implements Location {
    @Override
    public String id() {
      return address.toString();
    }

    @Override
    public String name() {
      String path = address.getPath();
      String file = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
      return file.isEmpty() ? address.toString() : file;
    }

    @Override
    public Optional<Input> fetch(String knownEtag) {
      return downloads
          .get(address, knownEtag)
          .map(got -> Input.temporary(name(), got.file(), limits, got.etag()));
    }
  }
}
