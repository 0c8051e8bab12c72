package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.posture.Deployment;
import io.brinkwatch.indicators.precursor.Precursors;
import io.brinkwatch.indicators.reciprocity.Hits;
import io.brinkwatch.indicators.reciprocity.Responsiveness;
import io.brinkwatch.indicators.reciprocity.Unanswered;
import io.brinkwatch.indicators.spread.Spillover;
import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.DyadOf;
import io.brinkwatch.indicators.theatre.Excited;
import io.brinkwatch.indicators.theatre.PostureOf;
import io.brinkwatch.indicators.theatre.PrecursorsOf;
import io.brinkwatch.indicators.theatre.SpreadOf;
import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.FirstUse;
import io.brinkwatch.model.ForceStanding;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.NewCell;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.PostureDetail;
import io.brinkwatch.model.PrecursorDetail;
import io.brinkwatch.model.SignStanding;
import io.brinkwatch.model.SpreadDetail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an indicator found, as records. */
final class Details {
  private static final double HOUR = 3_600_000;
  private static final int MOST = 40;
  private static final int MOST_OPEN = 20;

  private Details() {}

  static SpreadDetail of(SpreadOf spread) {
    List<NewCell> cells =
        spread.spillover().entries().stream()
            .sorted(
                Comparator.comparingDouble(Spillover.Entry::bits)
                    .reversed()
                    .thenComparing(Spillover.Entry::id))
            .limit(MOST)
            .map(entry -> new NewCell(entry.id(), entry.bits(), entry.points()))
            .toList();
    return new SpreadDetail(
        spread.spillover().bits(),
        spread.spillover().p(),
        spread.baselineDays(),
        cells,
        spread.fronts().fronts(),
        spread.fronts().dominantFronts(),
        spread.shift(),
        spread.firstUses().stream().limit(MOST).map(Details::of).toList());
  }

  private static FirstUse of(SpreadOf.FirstUse use) {
    return new FirstUse(use.what(), use.initiator(), use.incidentId(), use.transfer().orElse(null));
  }

  /**
   * Of a dyad.
   *
   * @param incidents those it was read from, by id
   */
  static DyadDetail of(DyadOf dyad, Map<String, Accounted> incidents) {
    Optional<Responsiveness> timing = dyad.responsiveness();
    Optional<Hits> hits = timing.map(Responsiveness::hits);
    return DyadDetail.newBuilder()
        .setInitiator(dyad.initiator())
        .setTarget(dyad.target())
        .setActs(dyad.acts())
        .setAnswers(dyad.answers())
        .setByHour(timing.isPresent())
        .setObserved(hits.map(Hits::observed).orElse(null))
        .setExpected(hits.map(Hits::expected).orElse(null))
        .setP(hits.map(Hits::p).orElse(null))
        .setAttributableFraction(hits.map(Hits::attributableFraction).orElse(null))
        .setLift(hits.map(Hits::lift).map(Details::orNull).orElse(null))
        .setProvocations(timing.map(Responsiveness::anchors).orElse(null))
        .setAnswered(timing.map(t -> t.exchanges().size()).orElse(null))
        .setMedianHours(
            timing
                .map(Responsiveness::medianLatencyMillis)
                .map(Details::orNull)
                .map(millis -> millis / HOUR)
                .orElse(null))
        .setSpiral(timing.map(Responsiveness::spiral).map(Details::orNull).orElse(null))
        .setLeadP(dyad.correlation().map(c -> c.pStar()).orElse(null))
        .setLead(dyad.correlation().map(c -> c.direction()).orElse(null))
        .setOutstanding(dyad.ledger().outstanding())
        .setOpen(open(dyad.ledger().open(), incidents))
        .setIntensity(dyad.excited().map(Excited::intensity).orElse(null))
        .setCrossShare(dyad.excited().map(Excited::crossShare).orElse(null))
        .setHawkesVersion(dyad.excited().map(Excited::version).orElse(null))
        .build();
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static List<OpenProvocation> open(
      List<Unanswered> open, Map<String, Accounted> incidents) {
    return open.stream()
        .sorted(Comparator.comparingDouble(Unanswered::points).reversed())
        .limit(MOST_OPEN)
        .sorted(Comparator.comparingInt(Unanswered::ageDays).reversed())
        .map(u -> open(u, incidents.get(u.id())))
        .toList();
  }

  private static OpenProvocation open(Unanswered open, Accounted act) {
    return new OpenProvocation(
        open.id(),
        open.ageDays(),
        open.remaining(),
        open.points(),
        act.traits().theatre(),
        Instant.ofEpochMilli(act.from()));
  }

  static PostureDetail of(PostureOf posture) {
    return new PostureDetail(
        posture.stock(),
        posture.usual(),
        posture.forces().stream().limit(MOST).map(Details::of).toList(),
        posture.buildsUpWithTempo());
  }

  private static ForceStanding of(PostureOf.Standing force) {
    return new ForceStanding(
        force.name(),
        force.capability().name(),
        status(force.deployment()),
        force.incidentId(),
        force.ageDays(),
        force.weight());
  }

  private static ForceStatus status(Deployment deployment) {
    return deployment == Deployment.ENROUTE
        ? ForceStatus.EN_ROUTE
        : ForceStatus.valueOf(deployment.name());
  }

  static PrecursorDetail of(PrecursorsOf signs) {
    return new PrecursorDetail(
        signs.precursors().decibans(),
        signs.precursors().strongest().stream().map(s -> of(s, signs.today())).toList());
  }

  private static SignStanding of(Precursors.Sign sign, int today) {
    var signal = sign.signal();
    return new SignStanding(
        signal.precursorClass().name(),
        signal.capability(),
        signal.id(),
        today - signal.day(),
        signal.confidence(),
        signal.affinity(),
        sign.decibans());
  }
}
