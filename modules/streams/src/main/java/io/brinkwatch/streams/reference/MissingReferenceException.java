package io.brinkwatch.streams.reference;

import java.time.Instant;
import org.apache.kafka.common.errors.RetriableException;

/** No reference data is in force: it was not published yet. Records wait; none is at fault. */
public final class MissingReferenceException extends RetriableException {
  private static final long serialVersionUID = 1L;

  MissingReferenceException(Instant time) {
    super(
        "no reference data is in force at %s: publish it with 'brinkwatch reference publish'"
            .formatted(time));
  }
}
