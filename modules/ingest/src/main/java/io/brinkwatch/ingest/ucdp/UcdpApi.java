package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.JsonPage;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.function.Consumer;

/** Reads pages of events as UCDP's interface answers them, in JSON. It sends nothing. */
public final class UcdpApi {
  private static final String ROWS = "Result";

  /**
   * What a page says of the whole answer. Pages must be asked for one after another until there is
   * none: a single page is a silent slice.
   *
   * @param rows on this page
   * @param totalRows of all pages
   * @param totalPages how many pages there are, counted from 0
   */
  public record Paging(long rows, long totalRows, int totalPages) {

    /** Whether there is a page behind one. */
    public boolean hasNext(int page) {
      return page + 1 < totalPages;
    }
  }

  private final UcdpMapper mapper;

  /**
   * A reader for a release, which is also part of the address asked.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public UcdpApi(UcdpRelease release, Clock clock) {
    mapper = new UcdpMapper(release, clock);
  }

  /** The feed whose reports come out. */
  public Feed feed() {
    return UcdpMapper.FEED;
  }

  /**
   * Hands out every row of a page.
   *
   * @throws SourceException if the answer is not a page of events, or breaks off
   */
  public Paging events(InputStream in, String origin, Consumer<? super Row> rows)
      throws IOException {
    JsonPage page = JsonPage.read(in, origin, ROWS, row -> rows.accept(mapper.row(row)));
    if (!page.listed()) {
      throw new SourceException(
          "%s is not a page of events; it says %s"
              .formatted(origin, Shown.of(page.facts().toString())));
    }
    return new Paging(
        page.rows(), number(page, "TotalCount", origin), (int) number(page, "TotalPages", origin));
  }

  private static long number(JsonPage page, String fact, String origin) {
    String text = page.facts().getOrDefault(fact, "");
    if (!text.matches("\\d{1,9}")) {
      throw new SourceException(
          "%s: %s is %s; expected a number, without which the end of the pages is not known"
              .formatted(origin, fact, Shown.of(text)));
    }
    return Long.parseLong(text);
  }
}
