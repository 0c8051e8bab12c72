package io.brinkwatch.indicators.theatre;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * All that an assessment of a theatre at one time needs. Arrays by day begin at {@code firstDay}
 * and end with the last day that is closed at {@code at}.
 *
 * @param theatre its id
 * @param at evaluation time, epoch milliseconds; nothing that happened later is in the view
 * @param firstDay epoch day of the first element
 * @param families by name
 * @param micros weights of all incidents by day; one element more, for the day still open
 * @param dark days on which no feed was alive, though some had been before
 * @param feeds all feeds known by then
 * @param incidents those whose weights are in {@code micros}, and visiting ones, in any order;
 *     later ones are ignored
 * @param parties who is who at {@code at}
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in one call, never compared
public record TheatreView(
    String theatre,
    long at,
    long firstDay,
    SortedMap<String, FamilyView> families,
    long[] micros,
    boolean[] dark,
    List<FeedView> feeds,
    Collection<Accounted> incidents,
    Parties parties) {

  /** Days over which the shares of the families are taken. */
  public static final int SHARE_DAYS = 90;

  public TheatreView {
    if (micros.length != dark.length + 1) {
      throw new IllegalArgumentException(
          "%d days of weights for %d closed days".formatted(micros.length, dark.length));
    }
  }
}
