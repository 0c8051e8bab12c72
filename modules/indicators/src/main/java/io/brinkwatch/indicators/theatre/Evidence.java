package io.brinkwatch.indicators.theatre;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a value is made of. Listed points and rest sum to the value.
 *
 * @param listed largest first, then by id
 * @param others number of incidents not listed; those that take away from the value are not
 * @param rest points they account for together, below 0 if they take away more than they add
 */
public record Evidence(List<Share> listed, int others, double rest) {

  /** No incident, no points. */
  public static final Evidence NONE = new Evidence(List.of(), 0, 0);

  private static final Comparator<Share> LARGEST =
      Comparator.comparingDouble(Share::points).reversed().thenComparing(Share::id);

  static Evidence of(double value, Collection<Share> shares, int limit) {
    var sorted = new ArrayList<>(shares);
    sorted.removeIf(share -> share.points() == 0);
    sorted.sort(LARGEST);
    List<Share> listed = sorted.stream().filter(share -> share.points() > 0).limit(limit).toList();
    double rest = value;
    for (Share share : listed) {
      rest -= share.points();
    }
    int others = sorted.size() - listed.size();
    // with everything listed, what is left is rounding alone
    return new Evidence(listed, others, others == 0 && Math.abs(rest) < 1e-9 ? 0 : rest);
  }
}
