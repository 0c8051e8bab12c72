package io.brinkwatch.streams.whatif;

import io.brinkwatch.model.EscalationLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The FINAL levels of one subject in two runs, evaluation by evaluation. */
public final class Beside {
  private final Side one = new Side();
  private final Side other = new Side();
  private final List<Stretch> stretches = new ArrayList<>();
  private Stretch open;
  private int compared;
  private int apart;
  private double sum;
  private Gap largest;
  private Instant first;
  private Instant last;

  /**
   * How far the index of two runs is apart at one evaluation.
   *
   * @param at the evaluation
   * @param one index of the one run, 0 to 100
   * @param other index of the other run, 0 to 100
   */
  public record Gap(Instant at, double one, double other) {
    /** What the other has more than the one. */
    public double points() {
      return other - one;
    }

    private boolean isWiderThan(Gap gap) {
      return Math.abs(points()) > Math.abs(gap.points());
    }
  }

  /** What is known of one of the runs. */
  private static final class Side {
    private final TreeMap<Instant, EscalationLevel> waiting = new TreeMap<>();
    private final TreeSet<Integer> policies = new TreeSet<>();
    private int alone;
    private int changes;

    // what the other run has passed by will never be compared
    void take(EscalationLevel level, Side other) {
      waiting.put(level.getEvaluatedAt(), level);
      policies.add(level.getPolicyVersion());
      changes += level.getLevel() == level.getPreviousLevel() ? 0 : 1;
      var passed = other.waiting.headMap(level.getEvaluatedAt());
      other.alone += passed.size();
      passed.clear();
    }

    int alone() {
      return alone + waiting.size();
    }
  }

  /** Takes a level of the one run. */
  void one(EscalationLevel level) {
    one.take(level, other);
    compare(level.getEvaluatedAt());
  }

  /** Takes a level of the other run. */
  void other(EscalationLevel level) {
    other.take(level, one);
    compare(level.getEvaluatedAt());
  }

  private void compare(Instant at) {
    if (!one.waiting.containsKey(at) || !other.waiting.containsKey(at)) {
      return;
    }
    EscalationLevel present = one.waiting.remove(at);
    EscalationLevel instead = other.waiting.remove(at);
    var gap = new Gap(at, present.getIndex(), instead.getIndex());
    compared++;
    sum += Math.abs(gap.points());
    largest = largest == null || gap.isWiderThan(largest) ? gap : largest;
    first = first == null ? at : first;
    last = at;
    stretch(at, present.getLevel(), instead.getLevel());
  }

  private void stretch(Instant at, int present, int instead) {
    boolean goesOn = open != null && open.one() == present && open.other() == instead;
    if (open != null && !goesOn) {
      stretches.add(open);
      open = null;
    }
    if (present != instead) {
      apart++;
      open = goesOn ? open.until(at) : new Stretch(at, at, 1, present, instead);
    }
  }

  /** Evaluations that both runs have. */
  public int compared() {
    return compared;
  }

  /** Those of them at which the level differs. */
  public int apart() {
    return apart;
  }

  /** The first and the last evaluation that both have; empty if there is none. */
  public List<Instant> ends() {
    return compared == 0 ? List.of() : List.of(first, last);
  }

  /** When the level differs, in order. */
  public List<Stretch> stretches() {
    var all = new ArrayList<>(stretches);
    Optional.ofNullable(open).ifPresent(all::add);
    return all;
  }

  /** Mean of the absolute difference of the index, in points; 0 if nothing is compared. */
  public double meanGap() {
    return compared == 0 ? 0 : sum / compared;
  }

  /** Where the index differs most, the first of several; empty if it never does. */
  public Optional<Gap> largestGap() {
    return Optional.ofNullable(largest).filter(gap -> gap.points() != 0);
  }

  /** Changes of level in the one run: each is an alert. */
  public int changesOfOne() {
    return one.changes;
  }

  /** Changes of level in the other run. */
  public int changesOfOther() {
    return other.changes;
  }

  /** Evaluations that only the one run has: of another grid, or not FINAL in the other. */
  public int onlyOne() {
    return one.alone();
  }

  /** Evaluations that only the other run has. */
  public int onlyOther() {
    return other.alone();
  }

  /** Versions of the policy that judged in the one run, ascending. */
  public List<Integer> policiesOfOne() {
    return List.copyOf(one.policies);
  }

  /** Whether both have the same evaluations with the same index and level, to the last bit. */
  public boolean isSame() {
    return apart == 0 && largestGap().isEmpty() && onlyOne() == 0 && onlyOther() == 0;
  }
}
