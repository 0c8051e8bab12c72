package io.brinkwatch.ingest.input;

import io.brinkwatch.ingest.SourceException;
import java.util.Optional;

/** Where one input is. */
public interface Location {

  /** Under which its progress is kept: the same input has the same id each time. */
  String id();

  /** What to call it in messages. */
  String name();

  /** Whether it is there for more than one reading. */
  default boolean isLasting() {
    return true;
  }

  /**
   * Gets hold of it.
   *
   * @param knownEtag entity tag of what was read before; null if there is none
   * @return empty if it has not changed since then
   * @throws SourceException if it is not there, or cannot be used
   */
  Optional<Input> fetch(String knownEtag);
}
