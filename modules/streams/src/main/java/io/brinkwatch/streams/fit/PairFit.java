package io.brinkwatch.streams.fit;

import io.brinkwatch.indicators.reciprocity.GammaPrior;
import io.brinkwatch.indicators.reciprocity.HawkesEvent;
import io.brinkwatch.indicators.reciprocity.HawkesFit;
import io.brinkwatch.indicators.reciprocity.HawkesFitSettings;
import io.brinkwatch.indicators.reciprocity.HawkesParams;
import io.brinkwatch.model.HawkesLink;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fits how two sides excite each other's acts.
 *
 * <p>Only acts count whose time is known to some hours: those known by the day would all stand at
 * one time, and look like excitation or hide it. The background may change with every piece of a
 * fortnight, or its drift would be taken for excitation.
 */
public final class PairFit {
  private static final double DAY = Duration.ofDays(1).toMillis();
  // without priors the summit is flat, and the way to it long
  private static final int MOST_STEPS_FLAT = 50_000;
  private static final double TOLERANCE_FLAT = 1e-6;

  private final PairActs acts;
  private final String theatre;
  private final PairActs.Stretch during;
  private final PairActs.Stream first;
  private final PairActs.Stream second;
  private final HawkesFitSettings prior;
  private final double pieceDays;

  private PairFit(PairActs acts, String theatre, PairActs.Stretch during, HawkesFitSettings prior) {
    this.prior = prior;
    this.acts = acts;
    this.theatre = theatre;
    this.during = during;
    this.first = acts.by(acts.first(), theatre, during);
    this.second = acts.by(acts.second(), theatre, during);
    this.pieceDays = pieceDays();
  }

  /**
   * Parameters that hold from the end of the period on.
   *
   * @param during acts after its start and up to its end are fitted
   * @param version of the parameters
   * @throws UnfitException if there are too few acts, the fit does not converge, or what comes of
   *     it is not stable
   */
  public static HawkesParameters of(
      PairActs acts, String theatre, PairActs.Stretch during, int version) throws UnfitException {
    return of(acts, theatre, during, version, HawkesFitSettings.DEFAULT);
  }

  static HawkesParameters of(
      PairActs acts, String theatre, PairActs.Stretch during, int version, HawkesFitSettings prior)
      throws UnfitException {
    return new PairFit(acts, theatre, during, prior).fit(version);
  }

  private HawkesParameters fit(int version) throws UnfitException {
    requireEnough(acts.first(), acts.second(), first);
    requireEnough(acts.second(), acts.first(), second);
    HawkesFit fit = fitted("with priors", Set.of(), settings());
    double radius = fit.params().spectralRadius();
    if (!(radius < 1)) {
      throw new UnfitException(
          "the fit is not stable: its spectral radius is %.3f, so that acts would beget ever more acts"
              .formatted(radius));
    }
    HawkesFit whole = fitted("without priors", Set.of(), flat());
    return HawkesParameters.newBuilder()
        .setTheatre(theatre)
        .setVersion(version)
        .setEffectiveFrom(during.to())
        .setFittedFrom(during.from())
        .setFittedTo(during.to())
        .setPieceDays(pieceDays)
        .setFirst(side(0, fit.params(), whole))
        .setSecond(side(1, fit.params(), whole))
        .setLogLikelihood(fit.logLikelihood())
        .setSpectralRadius(radius)
        .build();
  }

  private void requireEnough(String initiator, String target, PairActs.Stream stream)
      throws UnfitException {
    int least = prior.minEvents();
    if (stream.timed().size() < least) {
      throw new UnfitException(
          "a fit needs %d acts in each direction whose time is known to six hours or better; of %s against %s there are %d in %s from %s to %s, and %d known by the day only"
              .formatted(
                  least,
                  initiator,
                  target,
                  stream.timed().size(),
                  theatre,
                  during.from(),
                  during.to(),
                  stream.byDay()));
    }
  }

  private HawkesFit fitted(String how, Set<HawkesFit.Link> absent, HawkesFitSettings settings)
      throws UnfitException {
    HawkesFit fit = HawkesFit.of(events(), days(), 2, absent, settings);
    if (!fit.converged()) {
      throw new UnfitException(
          "the fit %s has not converged after %d steps".formatted(how, fit.steps()));
    }
    return fit;
  }

  private List<HawkesEvent> events() {
    var events = new ArrayList<HawkesEvent>();
    first.timed().forEach(time -> events.add(new HawkesEvent(0, since(time), 1)));
    second.timed().forEach(time -> events.add(new HawkesEvent(1, since(time), 1)));
    return events;
  }

  private double days() {
    return since(during.to());
  }

  /** A fortnight or more, so that no short piece at the end tells of the days after it. */
  private double pieceDays() {
    double pieces = Math.max(1, Math.floor(days() / prior.pieceLength()));
    return Math.nextUp(days() / pieces); // or rounding might make one more of no length
  }

  private double since(Instant time) {
    return Duration.between(during.from(), time).toMillis() / DAY;
  }

  private HawkesFitSettings settings() {
    return new HawkesFitSettings(
        pieceDays,
        prior.alpha(),
        prior.beta(),
        prior.startAlpha(),
        prior.startBeta(),
        prior.tolerance(),
        prior.maxSteps(),
        prior.minEvents());
  }

  private HawkesFitSettings flat() {
    return new HawkesFitSettings(
        pieceDays,
        GammaPrior.FLAT,
        GammaPrior.FLAT,
        prior.startAlpha(),
        prior.startBeta(),
        TOLERANCE_FLAT,
        MOST_STEPS_FLAT,
        prior.minEvents());
  }

  private HawkesSide side(int own, HawkesParams params, HawkesFit whole) throws UnfitException {
    int other = 1 - own;
    String actor = own == 0 ? acts.first() : acts.second();
    String answered = own == 0 ? acts.second() : acts.first();
    HawkesFit without =
        fitted(
            "without excitation of %s by %s".formatted(actor, answered),
            Set.of(new HawkesFit.Link(own, other)),
            flat());
    PairActs.Stream stream = own == 0 ? first : second;
    return HawkesSide.newBuilder()
        .setActor(actor)
        .setActs(stream.timed().size())
        .setActsByDay(stream.byDay())
        .setMu(params.mu().get(own))
        .setOwn(link(own, own, params))
        .setOther(link(own, other, params))
        .setLikelihoodRatio(Math.max(0, 2 * (whole.logLikelihood() - without.logLikelihood())))
        .setP(HawkesFit.likelihoodRatioP(whole, without))
        .build();
  }

  private static HawkesLink link(int excited, int exciting, HawkesParams params) {
    return new HawkesLink(
        params.alpha().get(excited).get(exciting), params.beta().get(excited).get(exciting));
  }
}
