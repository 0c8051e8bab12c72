package io.brinkwatch.ingest.ucdp;

import io.brinkwatch.ingest.CsvTable;
import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.Whole;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the event data of UCDP, annual and candidate, as CSV.
 *
 * <p>With a header, columns are told by name, in any order and number; only those that are used
 * must be there. Some candidate files have no header: with 49 columns they are read in the order of
 * the codebook, with 41 in that of older ones, and with any other number not at all. Each cell that
 * is used must look like what it is to be, so a row in another order is refused, not misread.
 */
public final class UcdpCsv implements SourceFormat {

  /** The 49 columns in the order of the codebook. */
  public static final List<String> COLUMNS =
      columns(
          """
          id relid year active_year code_status type_of_violence conflict_dset_id
          conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
          side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
          number_of_sources source_article source_office source_date source_headline
          source_original where_prec where_coordinates where_description adm_1 adm_2
          latitude longitude geom_wkt priogrid_gid country country_id region
          event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
          deaths_unknown best high low gwnoa gwnob
          """);

  /** The 41 columns in the order of older releases. */
  public static final List<String> OLDER_COLUMNS =
      columns(
          """
          id year active_year type_of_violence conflict_dset_id conflict_name
          dyad_dset_id dyad_name side_a_dset_id side_a side_b_dset_id side_b
          source_article source_office source_date source_headline source_original
          where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt
          priogrid_gid country country_id region event_clarity date_prec date_start
          date_end deaths_a deaths_b deaths_civilians deaths_unknown best low high isocc
          gwno
          """);

  private static List<String> columns(String names) {
    return List.of(names.strip().split("\\s+"));
  }

  private final Function<String, UcdpRelease> releases;
  private final Clock clock;
  private final Map<Integer, List<String>> headerless;

  /**
   * An adapter for a release.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public UcdpCsv(UcdpRelease release, Clock clock) {
    this(release, clock, List.of());
  }

  /**
   * An adapter for a release whose files may lack a header.
   *
   * @param layouts columns of such files, in order; which one a file has is told by its width. 49
   *     and 41 are known already
   */
  public UcdpCsv(UcdpRelease release, Clock clock, List<List<String>> layouts) {
    this(origin -> release, clock, layouts);
  }

  private UcdpCsv(Function<String, UcdpRelease> releases, Clock clock, List<List<String>> layouts) {
    this.releases = releases;
    this.clock = clock;
    headerless = layouts.stream().collect(Collectors.toMap(List::size, Function.identity()));
    headerless.putIfAbsent(COLUMNS.size(), COLUMNS);
    headerless.putIfAbsent(OLDER_COLUMNS.size(), OLDER_COLUMNS);
  }

  /**
   * An adapter for files whose names tell their releases, for the files themselves do not.
   *
   * @param clock tells {@code ingestedAt} and what lies in the future
   */
  public static UcdpCsv byFileName(Clock clock) {
    return new UcdpCsv(UcdpCsv::named, clock, List.of());
  }

  /** A release came out when it did when it was read first, in a file or by asking for it. */
  @Override
  public UcdpCsv knowing(FeedState state) {
    Function<String, UcdpRelease> known = releases.andThen(release -> release.asKnown(state));
    return new UcdpCsv(known, clock, List.copyOf(headerless.values()));
  }

  private static UcdpRelease named(String file) {
    return UcdpRelease.ofFile(file)
        .orElseThrow(
            () ->
                new SourceException(
                    "%s does not say in its name which release it is, as GEDEvent_v24_0_5.csv does; give the release, as in --release 24.0.5"
                        .formatted(file)));
  }

  @Override
  public Feed feed() {
    return UcdpMapper.FEED;
  }

  @Override
  public String manner(String origin) {
    return "ucdp " + releases.apply(origin).name();
  }

  /** A file must be a whole release: what an earlier one told of its time ends with it. */
  @Override
  public Optional<Whole> whole(String origin) {
    return Optional.of(new UcdpMapper(releases.apply(origin), clock).whole());
  }

  @Override
  public void read(InputStream in, String origin, Consumer<? super Row> rows) throws IOException {
    var mapper = new UcdpMapper(releases.apply(origin), clock);
    CsvTable.withOrWithoutHeader(
            in, origin, UcdpMapper.COLUMNS, UcdpCsv::isRow, first -> columns(first, origin))
        .forEach(row -> rows.accept(mapper.row(row)));
  }

  // no column is named by a number, and no event is without one
  private static boolean isRow(List<String> cells) {
    return cells.get(0).matches("\\d+");
  }

  private List<String> columns(List<String> cells, String origin) {
    List<String> columns = headerless.get(cells.size());
    if (columns == null) {
      throw new SourceException(
          "%s has no header and %d columns, whose order is not known; put a header in front"
              .formatted(origin, cells.size()));
    }
    return columns;
  }
}
