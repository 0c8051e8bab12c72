package io.brinkwatch.indicators.duplicates;

import io.brinkwatch.indicators.Checks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Joins the reports of a block into incidents, the same for every order of the reports.
 *
 * <p>Reports are taken by feed priority, start and id. Each joins the nearest anchor that it
 * matches, or becomes an anchor. It is compared with anchors alone, so that clusters do not chain
 * as they do under single linkage, and the order of arrival has no say, as it has in leader
 * clustering. After any change of the block all of it is clustered again.
 */
public final class Clustering {
  private static final Comparator<Report> CANONICAL =
      Comparator.<Report>comparingInt(report -> report.feed().priority())
          .thenComparingLong(Report::startMillis)
          .thenComparing(Report::id);

  private final BiPredicate<String, String> compatible;
  private final MatchParams params;
  private final List<Draft> drafts = new ArrayList<>();

  private Clustering(BiPredicate<String, String> compatible, MatchParams params) {
    this.compatible = compatible;
    this.params = params;
  }

  /**
   * Clusters a block.
   *
   * @param block reports that may tell of one incident, in any order; a repeated id is an
   *     IllegalArgumentException
   * @param compatible whether two names may mean one actor, symmetric, such as {@link ActorTree}
   * @return every report in exactly one cluster, by cluster id
   */
  public static List<Cluster> of(
      Collection<Report> block, BiPredicate<String, String> compatible, MatchParams params) {
    checkIds(block);
    var clustering = new Clustering(compatible, params);
    block.stream().sorted(CANONICAL).forEach(clustering::add);
    return clustering.drafts.stream()
        .map(Draft::cluster)
        .sorted(Comparator.comparing(Cluster::id))
        .toList();
  }

  /**
   * Whether two reports may tell of one incident: the same kind of act, nobody in the way, near in
   * time and space. Symmetric. What no chain of matches connects can be clustered apart.
   */
  public static boolean matches(
      Report one, Report other, BiPredicate<String, String> compatible, MatchParams params) {
    // the cheapest question first: most of a block is too far apart in time
    return one.gapMillis(other) <= params.maxGapMillis()
        && one.rootClass().equals(other.rootClass())
        && compatible.test(one.actor(), other.actor())
        && compatible.test(one.target(), other.target())
        && one.place().gapKm(other.place()) <= params.maxGapKm();
  }

  private static void checkIds(Collection<Report> block) {
    var ids = new HashSet<String>();
    for (Report report : block) {
      Checks.that(ids.add(report.id()), "two reports have the id " + report.id());
    }
  }

  private void add(Report report) {
    Optional<Draft> nearest =
        drafts.stream()
            .filter(
                draft -> draft.mayTake(report) && matches(draft.anchor, report, compatible, params))
            .min(
                Comparator.<Draft>comparingDouble(draft -> distance(draft.anchor, report))
                    .thenComparing(draft -> draft.anchor.id()));
    nearest.ifPresentOrElse(draft -> draft.take(report), () -> drafts.add(new Draft(report)));
  }

  /** No dimension. A vague anchor is near everything, so vagueness counts as distance. */
  private double distance(Report anchor, Report report) {
    double time = (double) anchor.gapMillis(report) / params.maxGapMillis();
    double space = anchor.place().gapKm(report.place()) / params.maxGapKm();
    double vagueTime = Math.min(1, (double) anchor.durationMillis() / params.vagueMillis());
    double vagueSpace = Math.min(1, anchor.place().radiusKm() / params.vagueKm());
    return time + space + 0.5 * vagueTime + 0.5 * vagueSpace;
  }

  /** A cluster that still takes members. */
  private static final class Draft {
    private final Report anchor;
    private final List<String> members = new ArrayList<>();
    private final Set<String> closedFeeds = new HashSet<>();

    private Draft(Report anchor) {
      this.anchor = anchor;
      take(anchor);
    }

    /** A feed that does not repeat itself means another incident by its second report. */
    private boolean mayTake(Report report) {
      return !closedFeeds.contains(report.feed().name());
    }

    private void take(Report report) {
      members.add(report.id());
      if (!report.feed().selfDuplicating()) {
        closedFeeds.add(report.feed().name());
      }
    }

    private Cluster cluster() {
      return new Cluster(anchor.id(), members.stream().sorted().toList());
    }
  }
}
