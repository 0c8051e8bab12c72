package io.brinkwatch.indicators.theatre;

import java.util.Collection;
import java.util.TreeMap;

/** Sums of shares. */
final class Shares {
  private Shares() {}

  /** One share for each incident, by id. */
  static Collection<Share> merged(Collection<Share> shares) {
    var byId = new TreeMap<String, Share>();
    shares.forEach(share -> byId.merge(share.id(), share, Shares::sum));
    return byId.values();
  }

  private static Share sum(Share a, Share b) {
    return new Share(a.id(), a.version(), a.points() + b.points(), a.confidence(), a.summary());
  }
}
