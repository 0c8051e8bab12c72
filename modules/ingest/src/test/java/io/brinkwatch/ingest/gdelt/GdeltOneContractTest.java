package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.SourceFormats;

/** The same promises in the older layout. */
public class GdeltOneContractTest extends GdeltContractTest {
  @Override
  protected SourceFormats listed() {
    return SourceFormats.GDELT_1;
  }

  @Override
  EventRow row() {
    return EventRow.v1(58);
  }
}
