package io.brinkwatch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** A format in which a source tells: bytes in, rows out. It keeps nothing between two readings. */
public interface SourceFormat {

  /** The feed whose reports come out. */
  Feed feed();

  /**
   * In what manner it reads an input: its name, and whatever else it was told that decides what
   * comes out. An input that was read in one manner is not known in another.
   *
   * @param origin as for {@link #read}
   * @throws SourceException if the input does not tell what it would have to tell of itself
   */
  String manner(String origin);

  /**
   * Whether the source changes rows that it has told before. Then every report's last version is
   * remembered while it is ingested: 180 to 260 bytes of memory each. False for sources that only
   * ever add; of them the files alone are remembered.
   */
  default boolean revises() {
    return true;
  }

  /**
   * The same format with what is known of the feed, where that decides what comes out: it must be
   * the same when an input is read again.
   */
  default SourceFormat knowing(FeedState state) {
    return this;
  }

  /**
   * What an input tells whole, so that what it does not have is withdrawn, from whatever input that
   * came; empty if an input speaks for nothing but what it holds.
   *
   * @param origin as for {@link #read}
   */
  default Optional<Whole> whole(String origin) {
    return Optional.empty();
  }

  /**
   * Reads to the end and hands out every row, in order: a report, a refusal that names origin, line
   * and field, or why it was left out. A bad row never takes its neighbours with it, and memory
   * does not grow with the length of the input.
   *
   * @param origin what to call the input in messages, such as a file name or an address
   * @throws SourceException if it is not of this format at all
   * @throws IOException if it cannot be read on
   */
  void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException;
}
