package io.brinkwatch.streams.intake;

import io.brinkwatch.streams.state.KnownVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a report has said, step by step: at any time the highest version that had been heard by
 * then. A set has one history, in whatever order its versions arrive.
 *
 * @param steps by the time heard; each beats all before it
 */
record History(List<Step> steps) {
  static final History NOTHING = new History(List.of());

  // corrections a source made within the grace; nobody asks how it was before so many
  private static final int LONGEST = 64;

  /**
   * A version that stood when it was heard.
   *
   * @param said what it says; empty if nothing
   */
  record Step(long version, long fingerprint, long heardAt, Optional<Said> said) {
    private static final Comparator<Step> STRENGTH =
        Comparator.comparingLong(Step::version)
            .thenComparing(Step::fingerprint, Long::compareUnsigned);

    boolean isSameAs(Step other) {
      return version == other.version && fingerprint == other.fingerprint;
    }

    private Stream<String> subjects() {
      return said.stream().flatMap(Said::subjects);
    }
  }

  /** The history with a version more; the same if the version changes nothing. */
  History with(Step step) {
    var all = new ArrayList<>(steps);
    Optional<Step> same = steps.stream().filter(step::isSameAs).findFirst();
    if (same
        .isPresent()) { // told again: heard since the first time, and perhaps in a theatre by now
      all.remove(same.get());
      Optional<Said> said = same.get().said().or(step::said);
      long heardAt = Math.min(same.get().heardAt(), step.heardAt());
      all.add(new Step(step.version(), step.fingerprint(), heardAt, said));
    } else {
      all.add(step);
    }
    List<Step> standing = standing(all);
    int tooMany = Math.max(0, standing.size() - LONGEST);
    return new History(standing.subList(tooMany, standing.size()));
  }

  private static List<Step> standing(List<Step> all) {
    var standing = new ArrayList<Step>();
    all.stream()
        .sorted(Comparator.comparingLong(Step::heardAt).thenComparing(Step.STRENGTH))
        .forEach(
            step -> {
              if (standing.isEmpty() || Step.STRENGTH.compare(step, last(standing)) > 0) {
                if (!standing.isEmpty() && last(standing).heardAt() == step.heardAt()) {
                  standing.remove(standing.size() - 1);
                }
                standing.add(step);
              }
            });
    return standing;
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  /** Whether another content is known under the version of a step. */
  boolean contradicts(Step step) {
    return steps.stream()
        .anyMatch(s -> s.version() == step.version() && s.fingerprint() != step.fingerprint());
  }

  /** The theatres that it ever told of or concerned, and the region if it ever was told. */
  Set<String> subjects() {
    var subjects = new TreeSet<String>();
    steps.stream().flatMap(Step::subjects).forEach(subjects::add);
    return subjects;
  }

  /**
   * The history as one theatre, or the region, sees it: what does not concern it says nothing.
   *
   * @param kind what is looked for; the other kind says nothing either
   */
  History in(String subject, Class<? extends Said> kind) {
    var seen = new ArrayList<Step>();
    for (Step step : steps) {
      var here =
          step.said().filter(kind::isInstance).filter(s -> s.subjects().anyMatch(subject::equals));
      boolean news = seen.isEmpty() ? here.isPresent() : !Objects.equals(last(seen).said(), here);
      if (news) {
        seen.add(new Step(step.version(), step.fingerprint(), step.heardAt(), here));
      }
    }
    return new History(seen);
  }

  /** Whether it ever said what is asked for. */
  boolean wasAnywhere(Predicate<Said> where) {
    return steps.stream().flatMap(step -> step.said().stream()).anyMatch(where);
  }

  /** What stands now. */
  Optional<Said> standing() {
    return steps.isEmpty() ? Optional.empty() : last(steps).said();
  }

  /** When that was heard; 0 if nothing ever was. */
  long heardAt() {
    return steps.isEmpty() ? 0 : last(steps).heardAt();
  }

  static Step of(KnownVersion known, Optional<Said> said) {
    return new Step(known.getVersion(), known.getFingerprint(), known.getHeardAt(), said);
  }
}
