package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.Cells;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.JsonPage;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.acled.AcledRequests.Page;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the answers of ACLED's interface: pages of events and of deletions, in JSON. It sends
 * nothing; {@link AcledRequests} says what to ask for.
 */
public final class AcledApi {
  private static final String ROWS = "data";
  private final AcledMapper mapper;

  /**
   * A reader.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public AcledApi(Clock clock) {
    mapper = new AcledMapper(clock);
  }

  /** The feed whose reports come out. */
  public Feed feed() {
    return AcledMapper.FEED;
  }

  /**
   * Hands out every row of a page of events.
   *
   * @param page that was asked for
   * @return the page to ask for next; empty if this one is
   * @throws SourceException if the answer is not a page of events, or breaks off
   */
  public Optional<Page> events(InputStream in, String origin, Page page, Consumer<? super Row> rows)
      throws IOException {
    return read(in, origin, page, mapper::row, rows);
  }

  /**
   * Hands out every row of a page of deletions: a retraction of the event, whose version is the
   * time of deletion and so above that of any account of it.
   *
   * @param page that was asked for
   * @return the page to ask for next; empty if this one is
   * @throws SourceException if the answer is not a page of deletions, or breaks off
   */
  public Optional<Page> deletions(
      InputStream in, String origin, Page page, Consumer<? super Row> rows) throws IOException {
    return read(in, origin, page, mapper::deletion, rows);
  }

  private static Optional<Page> read(
      InputStream in,
      String origin,
      Page page,
      Function<Cells, Row> mapping,
      Consumer<? super Row> rows)
      throws IOException {
    JsonPage read = JsonPage.read(in, origin, ROWS, cells -> rows.accept(mapping.apply(cells)));
    check(read, origin);
    // one that is not full may have another behind it: a server may give fewer than were asked for
    return read.rows() == 0 ? Optional.empty() : Optional.of(page.next());
  }

  // errors come as a page too, and must not pass for an empty one
  private static void check(JsonPage page, String origin) {
    String success = page.facts().getOrDefault("success", "true");
    if (!page.listed() || !success.equals("true")) {
      throw new SourceException(
          "%s is not a page of rows; it says %s"
              .formatted(origin, Shown.of(page.facts().toString())));
    }
  }
}
