package io.brinkwatch.testkit;

import io.brinkwatch.indicators.ConfidenceTable;
import io.brinkwatch.indicators.SeverityTable;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.precursor.PrecursorTable;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.ActorKind;
import io.brinkwatch.model.CompositeRules;
import io.brinkwatch.model.ConfidenceRules;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedRule;
import io.brinkwatch.model.FloorKind;
import io.brinkwatch.model.FloorRule;
import io.brinkwatch.model.HawkesLink;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import io.brinkwatch.model.HourlyRules;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IntensityRules;
import io.brinkwatch.model.LadderRules;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.PostureRules;
import io.brinkwatch.model.PrecursorRules;
import io.brinkwatch.model.ReciprocityRules;
import io.brinkwatch.model.RegionRules;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.SeverityRules;
import io.brinkwatch.model.SignWeight;
import io.brinkwatch.model.SpreadRules;
import io.brinkwatch.model.TempoRules;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.registry.TrustedClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cast. NORTH is loud, SOUTH quiet, EAST empty. The policy has short windows and graces, so
 * that a test needs weeks and not years.
 */
public final class Cast {
  static {
    TrustedClasses.trust(IncidentReport.class.getPackageName());
  }

  private Cast() {}

  /** A Monday, at midnight: when scenarios begin. */
  public static final Instant START = Instant.parse("2023-10-02T00:00:00Z");

  public static final Duration STEP = Duration.ofHours(6);

  /** When the second policy comes into force: between two evaluations, and in mid-day. */
  public static final Instant CHANGE = START.plus(Duration.ofDays(8)).plus(Duration.ofHours(9));

  /** The feed of the loud story; its grace is the longer one. */
  public static final String WIRE = "wire-a";

  public static final String DESK = "desk";

  /** Areas as minimum and maximum longitude, then latitude. */
  public static final Map<String, double[]> AREAS =
      Map.of(
          "NORTH", new double[] {30, 40, 30, 40},
          "SOUTH", new double[] {30, 40, 0, 20},
          "EAST", new double[] {50, 60, 30, 40});

  public static List<Theatre> theatres() {
    return AREAS.entrySet().stream()
        .map(
            area ->
                Theatre.newBuilder()
                    .setId(area.getKey())
                    .setVersion(1)
                    .setEffectiveFrom(Instant.EPOCH)
                    .setName(area.getKey())
                    .setGeometry(rectangle(area.getValue()))
                    .build())
        .toList();
  }

  private static String rectangle(double[] b) {
    return """
        {"type":"Polygon","coordinates":[[[%1$s,%3$s],[%2$s,%3$s],[%2$s,%4$s],[%1$s,%4$s],[%1$s,%3$s]]]}"""
        .formatted(b[0], b[1], b[2], b[3]);
  }

  public static List<Actor> actors() {
    return List.of(
        actor("alpha", "Alpha", ActorKind.STATE, List.of(), null),
        actor("bravo", "Bravo", ActorKind.STATE, List.of(), "EAST"),
        actor("militia", "Militia", ActorKind.MILITIA, List.of("alpha"), "SOUTH"));
  }

  /**
   * How the loud pair excites each other: nothing is known of it first, then a version, then two.
   */
  public static List<HawkesParameters> hawkes() {
    Instant before = START.minus(Duration.ofDays(28));
    return List.of(
        pair(1, START.plus(Duration.ofDays(2)), before)
            .setFirst(
                side(
                    "alpha", List.of(0.3, 0.4), new HawkesLink(0.2, 1.5), new HawkesLink(0.3, 8.0)))
            .setSecond(
                side(
                    "bravo", List.of(0.1, 0.2), new HawkesLink(0.1, 3.0), new HawkesLink(0.4, 0.7)))
            .setSpectralRadius(0.5)
            .build(),
        pair(2, CHANGE, before)
            .setFirst(
                side(
                    "alpha", List.of(1.0, 0.5), new HawkesLink(0.0, 1.0), new HawkesLink(0.6, 2.0)))
            .setSecond(
                side(
                    "bravo", List.of(1.0, 0.0), new HawkesLink(0.3, 6.0), new HawkesLink(0.2, 5.0)))
            .setSpectralRadius(0.527)
            .build());
  }

  private static HawkesParameters.Builder pair(int version, Instant from, Instant fittedFrom) {
    return HawkesParameters.newBuilder()
        .setTheatre("NORTH")
        .setVersion(version)
        .setEffectiveFrom(from)
        .setFittedFrom(fittedFrom)
        .setFittedTo(START)
        .setPieceDays(14)
        .setLogLikelihood(-100);
  }

  private static HawkesSide side(String actor, List<Double> mu, HawkesLink own, HawkesLink other) {
    return new HawkesSide(actor, 100, 0, mu, own, other, 9.0, 0.001);
  }

  private static Actor actor(
      String id, String name, ActorKind kind, List<String> sponsors, String home) {
    return Actor.newBuilder()
        .setId(id)
        .setVersion(1)
        .setEffectiveFrom(Instant.EPOCH)
        .setName(name)
        .setKind(kind)
        .setSponsors(sponsors)
        .setHomeTheatre(home)
        .build();
  }

  /** The first policy: formulas as in production, windows short. */
  public static Policy policy() {
    return Policy.newBuilder()
        .setId("default")
        .setVersion(7)
        .setEffectiveFrom(Instant.EPOCH)
        .setEvaluationHours((int) STEP.toHours())
        .setHorizonDays(40)
        .setEvidenceLimit(3)
        .setFutureToleranceMinutes(60)
        .setEagerShare(0.05)
        .setCoverageThreshold(0.6)
        .setMassCasualties(100)
        .setFloorConfidence(0.8)
        .setFeeds(
            List.of(
                new FeedRule(FeedFamily.WIRE, 24, 12, 2),
                new FeedRule(FeedFamily.CURATED, 12, 24, 1),
                new FeedRule(FeedFamily.OTHER, 24, 24, 9)))
        .setSeverity(severity())
        .setConfidence(
            new ConfidenceRules(
                named(ConfidenceTable.DEFAULT.reliability()),
                named(ConfidenceTable.DEFAULT.credibility()),
                ConfidenceTable.DEFAULT.cap(),
                List.of(Reliability.A, Reliability.B)))
        .setTempo(new TempoRules(14, 2, 0.5, 0.1, 2.0, 7.0, 4.0, 28, 20.0, 28, false, 3, 7, 5000))
        .setIntensity(new IntensityRules(5.0, 2000.0))
        .setComposite(
            new CompositeRules(
                Map.of("INTENSITY", 0.8, "BREADTH", 0.2),
                Map.of(
                    "TEMPO", 0.3,
                    "PRECURSOR", 0.3,
                    "HORIZONTAL", 0.15,
                    "RECIPROCITY", 0.15,
                    "POSTURE", 0.1),
                0.6))
        .setLadder(
            new LadderRules(
                List.of(5.0, 12.0, 20.0, 30.0, 50.0, 1000.0),
                List.of(3.0, 9.0, 16.0, 25.0, 44.0, 1000.0),
                List.of(12, 24, 24, 48, 48, 48),
                List.of(6, 12, 12, 24, 24, 24),
                6,
                List.of("none", "one", "two", "three", "four", "five", "six")))
        .setFloors(
            List.of(
                new FloorRule(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES, 3, 3),
                new FloorRule(FloorKind.DIRECT_STATE_STRIKE, 4, 2),
                new FloorRule(FloorKind.MASS_CASUALTIES, 5, 4)))
        .setSpread(new SpreadRules(0.1, 1.0, 6, 2, 2, 3, 0.5, 10.0))
        .setReciprocity(new ReciprocityRules(6, 24, 0.7, 10, 2, 3, 4.0, 3.0, 5.0, 20.0, 0.3))
        .setPosture(
            new PostureRules(
                named(PostureTable.DEFAULT.weight()),
                named(PostureTable.DEFAULT.share()),
                3,
                2.0,
                20.0,
                Map.of("carrier", "CSG", "patriot", "PATRIOT")))
        .setPrecursors(precursors())
        .setHourly(
            new HourlyRules(
                new TempoRules(96, 6, 0.5, 0.1, 2.0, 7.0, 4.0, 96, 5.0, 48, true, 24, 72, 20),
                0.01))
        .setRegion(new RegionRules(Map.of("NORTH", 0.5, "SOUTH", 0.25, "EAST", 0.25)))
        .build();
  }

  /**
   * The second policy, in force from {@link #CHANGE} on. What changes: how long is waited, what
   * acts and signs weigh, whom to believe how much, what the rungs are, how long a floor holds, how
   * much is listed, and what a theatre is of the region.
   */
  public static Policy changedPolicy() {
    Policy old = policy();
    var base = new HashMap<String, Double>(old.getSeverity().getWeaponBase());
    base.put("ROCKET", 5.0);
    var stages = new HashMap<String, Double>(old.getPrecursors().getStageShares());
    stages.put("INTENT", 0.5);
    return Policy.newBuilder(old)
        .setVersion(8)
        .setEffectiveFrom(CHANGE)
        .setEvidenceLimit(4)
        .setCoverageThreshold(0.7)
        .setFeeds(
            List.of(
                new FeedRule(FeedFamily.WIRE, 18, 9, 2),
                new FeedRule(FeedFamily.CURATED, 12, 24, 1),
                new FeedRule(FeedFamily.OTHER, 24, 24, 9)))
        .setSeverity(
            SeverityRules.newBuilder(old.getSeverity())
                .setWeaponBase(base)
                .setGoldstein(Map.of("SANCTION", -6.0, "THREAT_OR_STATEMENT", -4.4))
                .build())
        .setConfidence(ConfidenceRules.newBuilder(old.getConfidence()).setCap(0.8).build())
        .setIntensity(new IntensityRules(4.0, 1500.0))
        .setComposite(CompositeRules.newBuilder(old.getComposite()).setHeadroom(0.5).build())
        .setLadder(
            LadderRules.newBuilder(old.getLadder())
                .setUp(List.of(4.0, 11.0, 18.0, 30.0, 50.0, 1000.0))
                .setDown(List.of(2.5, 8.0, 15.0, 25.0, 44.0, 1000.0))
                .build())
        .setFloors(
            List.of(
                new FloorRule(FloorKind.FATAL_ATTACK_ON_THIRD_STATE_FORCES, 3, 3),
                new FloorRule(FloorKind.DIRECT_STATE_STRIKE, 4, 1),
                new FloorRule(FloorKind.MASS_CASUALTIES, 5, 4)))
        .setPrecursors(
            PrecursorRules.newBuilder(old.getPrecursors()).setStageShares(stages).build())
        .setRegion(new RegionRules(Map.of("NORTH", 0.4, "SOUTH", 0.35, "EAST", 0.25)))
        .build();
  }

  private static PrecursorRules precursors() {
    var weights = new HashMap<String, SignWeight>();
    PrecursorTable.DEFAULT
        .weights()
        .forEach(
            (sign, weight) ->
                weights.put(sign.name(), new SignWeight(weight.decibans(), weight.halfLifeDays())));
    return new PrecursorRules(
        weights,
        6.0,
        Map.of(
            "SANCTION", "SANCTIONS",
            "THREAT_OR_STATEMENT", "EXPLICIT_THREAT",
            "CEASEFIRE_OR_WITHDRAWAL", "CEASEFIRE_AGREED"),
        Map.of("INTENT", 0.4, "PREPARATION", 0.6, "DELIVERED", 1.0),
        Map.of("sa-22", "AIR_DEFENCE", "rockets", "ROCKET"));
  }

  private static SeverityRules severity() {
    return new SeverityRules(
        named(SeverityTable.DEFAULT.base()),
        named(SeverityTable.DEFAULT.target()),
        named(SeverityTable.DEFAULT.outcome()),
        Map.of(
            "CROSS_BORDER_STRIKE", "ROCKET",
            "ATTACK_ON_FORCES", "OWA_UAV",
            "RETALIATORY_STRIKE", "AIR_STRIKE"),
        Map.of("SANCTION", -8.0, "THREAT_OR_STATEMENT", -4.4));
  }

  private static <E extends Enum<E>> Map<String, Double> named(Map<E, Double> byEnum) {
    var named = new HashMap<String, Double>();
    byEnum.forEach((key, value) -> named.put(key.name(), value));
    return named;
  }
}
