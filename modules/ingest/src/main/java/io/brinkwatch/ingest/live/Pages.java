package io.brinkwatch.ingest.live;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Fetches pages of an interface. */
public record Pages(Downloads downloads, Limits limits) {

  /** Reads the body of a page. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Fetches and reads a page.
   *
   * @param name what to call it in messages
   * @param absent statuses by which the source says that it is not there
   * @return what was read; empty if it is not there
   * @throws SourceException if it cannot be had, or not be read to its end
   */
  public <T> Optional<T> read(URI address, String name, Set<Integer> absent, Reader<T> reader) {
    Optional<Downloads.Got> got = downloads.find(address, absent);
    if (got.isEmpty()) {
      return Optional.empty();
    }
    try (Input input = Input.temporary(name, got.get().file(), limits, null);
        InputStream in = input.open()) {
      return Optional.of(reader.read(in));
    } catch (IOException e) {
      throw new SourceException("%s cannot be read on: %s".formatted(name, e.getMessage()), e);
    }
  }
}
