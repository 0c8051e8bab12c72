package io.brinkwatch.streams.whatif;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Two runs over the same inputs, by theatre and for the region. Levels are let go of as soon as
 * both runs have told of an evaluation; what is kept is what differs.
 */
public final class Comparison {
  private final SortedMap<String, Beside> subjects = new TreeMap<>();

  /** Listens to the one run. */
  public Rerun.Listener one() {
    return listener(Beside::one);
  }

  /** Listens to the other run. */
  public Rerun.Listener other() {
    return listener(Beside::other);
  }

  private Rerun.Listener listener(BiConsumer<Beside, EscalationLevel> take) {
    return new Rerun.Listener() {
      @Override
      public void level(EscalationLevel level) {
        if (level.getFinality() == Finality.FINAL) {
          take.accept(subjects.computeIfAbsent(level.getSubject(), s -> new Beside()), level);
        }
      }
    };
  }

  /** What there is of each theatre, and of the region, by id. */
  public SortedMap<String, Beside> subjects() {
    return Collections.unmodifiableSortedMap(subjects);
  }

  /** Whether nothing differs at all. */
  public boolean isSame() {
    return subjects.values().stream().allMatch(Beside::isSame);
  }
}
