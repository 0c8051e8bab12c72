package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.streams.whatif.Rerun;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A level as it would have been without an incident: without any report that was one of it when it
 * was last told. What was recorded is evaluated twice: as it is, which must give what was
 * published, and without those reports.
 */
final class Counterfactual {
  private final RecordedInputs inputs;
  private final Reference reference;
  private final Words words;
  private final EscalationLevel published;
  private final Incident incident;

  Counterfactual(
      RecordedInputs inputs, PublishedReference reference, EscalationLevel published, Incident of) {
    this.inputs = inputs;
    this.reference = reference.reference();
    this.words = reference.words();
    this.published = published;
    incident = of;
  }

  /**
   * A level that never was.
   *
   * @param reports ids of the reports without which it is
   */
  record Without(EscalationLevel level, Set<String> reports) {}

  /**
   * What would have been.
   *
   * @throws Failure if the incident was not told where the level is, or if what is recorded does
   *     not give what was published
   */
  Without level() {
    var factual = new AsItIs();
    var both = new HashSet<>(List.of(published.getSubject(), incident.getTheatre()));
    play(factual, Set.of(), both);
    requireSame(factual.level);
    if (!factual.isTold) {
      throw notTold();
    }
    var without = new Wanted();
    play(without, factual.reports, Set.of(published.getSubject()));
    return new Without(Objects.requireNonNull(without.level), factual.reports);
  }

  private void play(Wanted listener, Set<String> without, Set<String> theatres) {
    boolean region = isRegion();
    Predicate<String> subjects = region ? subject -> true : theatres::contains;
    Collection<Integer> partitions =
        region
            ? IntStream.range(0, inputs.partitions()).boxed().toList()
            : theatres.stream()
                .map(theatre -> SubjectPartition.of(theatre, inputs.partitions()))
                .toList();
    var run = new Rerun(reference, subjects, without, published.getStatus(), listener);
    inputs.play(
        partitions,
        run::clock,
        (partition, key, input) -> {
          listener.hears(key, input);
          run.take(partition, key, input);
        });
  }

  private boolean isRegion() {
    return published.getSubject().equals(SubjectKind.REGION.name());
  }

  /** Waits for the level in question. */
  private class Wanted implements Rerun.Listener {
    EscalationLevel level;

    void hears(String key, TheatreInput input) {}

    @Override
    public void level(EscalationLevel told) {
      if (told.getSubject().equals(published.getSubject())
          && told.getEvaluatedAt().equals(published.getEvaluatedAt())) {
        level = told;
      }
    }
  }

  /** Notes too which reports tell of the incident, and whether they are told to the subject. */
  private final class AsItIs extends Wanted {
    private Set<String> reports = reports(incident);
    private boolean isTold;

    @Override
    void hears(String key, TheatreInput input) {
      isTold |=
          input.getBody() instanceof IncidentChange change
              && reports.contains(change.getReportId())
              && (isRegion() || key.equals(published.getSubject()));
    }

    @Override
    public void incident(Incident told) {
      if (told.getIncidentId().equals(incident.getIncidentId())
          && told.getState() == RecordState.ACTIVE) {
        reports = reports(told);
      }
    }
  }

  private static Set<String> reports(Incident of) {
    return of.getReports().stream().map(ReportRef::getReportId).collect(Collectors.toSet());
  }

  private Failure notTold() {
    return new Failure(
        ExitCode.USAGE,
        "incident %s is told in %s, and neither in nor to %s"
            .formatted(
                incident.getIncidentId(),
                named(incident.getTheatre()),
                named(published.getSubject())),
        "It makes no difference there.");
  }

  private String named(String theatre) {
    return "%s (%s)".formatted(words.theatre(theatre), theatre);
  }

  // who compares with a wrong present gets a wrong difference
  private void requireSame(EscalationLevel recomputed) {
    if (recomputed == null || !same(recomputed, published)) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "what is recorded gives %s for %s at %s, but %s was published; a comparison with that would be wrong"
              .formatted(
                  recomputed == null ? "nothing" : brief(recomputed),
                  published.getSubject(),
                  published.getEvaluatedAt(),
                  brief(published)),
          published.getFinality() == Finality.FINAL
              ? "A version of theatres, actors or policy that was published later with an earlier"
                  + " time does that, and so does a new version of the program."
              : "It is PROVISIONAL and may just be changing: try again, or ask with --at for an"
                  + " evaluation that is FINAL.");
    }
  }

  private static boolean same(EscalationLevel one, EscalationLevel other) {
    return one.getLevel() == other.getLevel()
        && one.getFinality() == other.getFinality()
        && Double.compare(one.getIndex(), other.getIndex()) == 0
        && one.getSince().equals(other.getSince())
        && parts(one).equals(parts(other));
  }

  private static List<Double> parts(EscalationLevel level) {
    return level.getParts().stream().map(IndexPart::getContribution).toList();
  }

  private static String brief(EscalationLevel level) {
    return "%s L%d, index %.4f, policy %d,"
        .formatted(
            level.getFinality(), level.getLevel(), level.getIndex(), level.getPolicyVersion());
  }
}
