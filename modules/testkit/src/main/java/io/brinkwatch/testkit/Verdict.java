package io.brinkwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.indicators.reciprocity.Exchange;
import io.brinkwatch.indicators.reciprocity.Hits;
import io.brinkwatch.indicators.reciprocity.Responsiveness;
import io.brinkwatch.indicators.reciprocity.Unanswered;
import io.brinkwatch.indicators.theatre.Assessment;
import io.brinkwatch.indicators.theatre.Coverage;
import io.brinkwatch.indicators.theatre.DyadOf;
import io.brinkwatch.indicators.theatre.PostureOf;
import io.brinkwatch.indicators.theatre.PrecursorsOf;
import io.brinkwatch.indicators.theatre.Share;
import io.brinkwatch.indicators.theatre.SpreadOf;
import io.brinkwatch.indicators.theatre.TempoOf;
import io.brinkwatch.indicators.theatre.Valued;
import io.brinkwatch.model.Descent;
import io.brinkwatch.model.DyadDetail;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRange;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.NewCell;
import io.brinkwatch.model.OpenProvocation;
import io.brinkwatch.model.PostureDetail;
import io.brinkwatch.model.RegionDetail;
import io.brinkwatch.model.SpreadDetail;
import io.brinkwatch.model.TheatreStanding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * FINAL output beside what the oracle says: each reading and level as one line of text in which
 * every number stands with all its bits. Counts what is lost, duplicated and wrong.
 */
public final class Verdict {
  private static final int MOST_SOURCES = 8;
  private static final double HOUR = 3_600_000;
  private static final List<String> RUNGS =
      List.of("none", "one", "two", "three", "four", "five", "six");

  private final Map<String, String> expected;
  private final Map<String, List<String>> actual = new TreeMap<>();

  private Verdict(Map<String, String> expected) {
    this.expected = expected;
  }

  /** How many FINAL readings and levels there must be. */
  public record Counts(int readings, int levels) {}

  /**
   * What is not as it must be, by subject, indicator and time.
   *
   * @param expected how many readings and levels there must be
   * @param first the first that is not, as it must be and as it is; empty if all are
   */
  public record Faults(
      int expected,
      List<String> lost,
      List<String> invented,
      List<String> duplicated,
      List<String> wrong,
      String first) {

    /** Whether everything is as it must be. */
    public boolean none() {
      return first.isEmpty();
    }

    @Override
    public String toString() {
      return "of %d: lost %d, invented %d, duplicated %d, wrong %d"
          .formatted(expected, lost.size(), invented.size(), duplicated.size(), wrong.size());
    }
  }

  /** What must be FINAL of a scenario; nothing has come out yet. */
  public static Verdict expecting(Scenario scenario) {
    var verdict = new Verdict(new TreeMap<>());
    List<Oracle.Expected> theatres = Oracle.expect(scenario.reports(), scenario.ticks());
    theatres.forEach(verdict::expect);
    Oracle.region(theatres).forEach(verdict::expect);
    Oracle.exchanges(scenario.reports(), scenario.ticks()).forEach(verdict::expect);
    return verdict;
  }

  /** How many there must be, of theatres, dyads and the region. */
  public Counts counts() {
    int levels = (int) expected.keySet().stream().filter(key -> key.contains(" LEVEL ")).count();
    return new Counts(expected.size() - levels, levels);
  }

  /** Compares FINAL readings and levels with what a scenario must give. */
  public static Verdict on(
      Scenario scenario,
      Collection<IndicatorReading> readings,
      Collection<EscalationLevel> levels) {
    return expecting(scenario).on(readings, levels);
  }

  /** The same expectation, and what has come out. */
  public Verdict on(Collection<IndicatorReading> readings, Collection<EscalationLevel> levels) {
    var verdict = new Verdict(expected);
    readings.forEach(r -> verdict.found(key(r), text(r), r.getPolicyVersion()));
    levels.forEach(l -> verdict.found(key(l), text(l), l.getPolicyVersion()));
    return verdict;
  }

  private void found(String key, String text, int policy) {
    actual.computeIfAbsent(key, k -> new ArrayList<>()).add(by(policy, text));
  }

  private void expect(String subject, Object what, long at, String text) {
    expected.put(
        "%s %s %s".formatted(subject, what, Instant.ofEpochMilli(at)),
        by(Oracle.rules(at).version(), text));
  }

  private static String by(int policy, String text) {
    return text + " by policy " + policy;
  }

  /** All FINAL output, every field of it, in canonical order. */
  public static List<String> lines(
      Collection<IndicatorReading> readings, Collection<EscalationLevel> levels) {
    var lines = new ArrayList<String>();
    readings.forEach(r -> lines.add(key(r) + " " + r));
    levels.forEach(l -> lines.add(key(l) + " " + l));
    lines.sort(null);
    return lines;
  }

  /** SHA-256 of all FINAL output in canonical order. */
  public static String hash(
      Collection<IndicatorReading> readings, Collection<EscalationLevel> levels) {
    return hash(lines(readings, levels));
  }

  /** SHA-256 of lines. */
  public static String hash(Collection<String> lines) {
    try {
      byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is lost, invented, twice there, and wrong. */
  public Faults faults() {
    List<String> lost = expected.keySet().stream().filter(k -> !actual.containsKey(k)).toList();
    List<String> invented = actual.keySet().stream().filter(k -> !expected.containsKey(k)).toList();
    List<String> twice =
        actual.entrySet().stream()
            .filter(e -> e.getValue().size() > 1)
            .map(Map.Entry::getKey)
            .toList();
    List<String> wrong =
        expected.keySet().stream()
            .filter(k -> actual.containsKey(k) && !actual.get(k).get(0).equals(expected.get(k)))
            .toList();
    String first =
        Stream.of(wrong, lost, invented, twice)
            .flatMap(List::stream)
            .findFirst()
            .map(
                k -> "%s%n expected: %s%n but was: %s".formatted(k, expected.get(k), actual.get(k)))
            .orElse("");
    return new Faults(expected.size(), lost, invented, twice, wrong, first);
  }

  /** Fails with the first difference, after the counts. */
  public void requireEqual() {
    assertThat(expected).as("the oracle expects something").isNotEmpty();
    Faults faults = faults();
    assertThat(faults.first()).as(faults.toString()).isEmpty();
  }

  // -- what the oracle says
  // ------------------------------------------------------------------------

  private void expect(Oracle.Expected e) {
    Assessment a = e.assessment();
    expect(e, Indicator.TEMPO, a.tempo().value(), tempo(a.tempo(), "d"));
    a.hourly().ifPresent(t -> expect(e, Indicator.TEMPO_HOURLY, t.value(), tempo(t, "h")));
    expect(e, Indicator.INTENSITY_3D, a.intensities().get(3), "");
    expect(e, Indicator.INTENSITY_14D, a.intensities().get(14), "");
    expect(e, Indicator.INTENSITY_90D, a.intensities().get(90), "");
    expect(e, e.counts());
    a.spread()
        .ifPresent(
            s -> {
              expect(e, Indicator.HORIZONTAL, s.horizontal(), spread(s));
              expect(e, Indicator.BREADTH, s.breadth(), "");
            });
    a.reciprocity()
        .ifPresent(
            r -> {
              expect(e, Indicator.RECIPROCITY, r.value(), "");
              r.dyads().forEach(d -> expectDyad(e, d));
            });
    a.posture().ifPresent(p -> expect(e, Indicator.POSTURE, p.value(), posture(p)));
    a.precursors().ifPresent(p -> expect(e, Indicator.PRECURSOR, p.value(), signs(p)));
    String floor =
        a.floor().map(f -> f.kind() + " " + f.level() + " " + f.incidentId()).orElse("null");
    String parts =
        a.composite().contributions().entrySet().stream()
            .map(part -> bits(part.getValue()))
            .collect(Collectors.joining(","));
    expect(
        e,
        Indicator.INDEX,
        a.index(),
        "%s %s %s %s %s"
            .formatted(
                floor,
                parts,
                bits(a.composite().pressure()),
                range(e),
                told(a.index().evidence().listed(), List.of(e))));
    expect(
        e.theatre(),
        "LEVEL",
        e.at(),
        "L%d from L%d %s index %s since %s below %s %s floor %s %s %s"
            .formatted(
                e.step().state().level(),
                e.before(),
                e.step().reason(),
                bits(a.index().value()),
                Instant.ofEpochMilli(e.step().state().lastChangeMillis()),
                bits(e.step().state().belowMillis() / 3_600_000.0),
                a.coverage().ok() ? "" : "STALE",
                floor,
                range(e),
                course(e)));
  }

  private static String course(Oracle.Expected e) {
    Assessment a = e.assessment();
    int level = e.step().state().level();
    return course(
        RUNGS.get(level),
        e.outlook(),
        high(e.at(), a.index().value(), a.composite().state(), a.coverage().ok()),
        level == 0 ? "null" : descent(e));
  }

  private static String course(String name, Object outlook, double high, String descent) {
    return "%s %s up to %s down %s".formatted(name, outlook, bits(high), descent);
  }

  /** What might not have been seen is ten points of pressure. */
  private static double high(long at, double index, double state, boolean ok) {
    double unseen = Oracle.rules(at).weights().headroom() * (1 - state / 100) * 10;
    return ok ? index : index + unseen;
  }

  /** A wait begins when no floor holds the rung any more, and a rung has to be stood on, too. */
  private static String descent(Oracle.Expected e) {
    var rules = Oracle.rules(e.at()).ladder();
    var state = e.step().state();
    int rung = state.level() - 1;
    double waited = state.belowMillis() / HOUR;
    double wait = Math.max(0, rules.offHours().get(rung) - waited);
    long held =
        e.assessment().floor().stream()
            .filter(f -> f.level() >= state.level())
            .mapToLong(f -> f.until())
            .reduce(e.at(), Math::max);
    long dwelt = state.lastChangeMillis() + (long) (rules.dwellHours().get(rung) * HOUR);
    long notBefore = Math.max(dwelt, held + (long) (wait * HOUR));
    return descent(rules.down().get(rung), wait, Instant.ofEpochMilli(notBefore));
  }

  private static String descent(double below, double hours, Instant notBefore) {
    return "below %s for %sh not before %s".formatted(bits(below), bits(hours), notBefore);
  }

  private static String range(Oracle.Expected e) {
    return range(
        e.trusted().index().value(),
        level(e.trusted()),
        e.assessment().index().value(),
        level(e.assessment()));
  }

  private static String range(double trusted, int trustedLevel, double all, int allLevel) {
    return "%s at %d to %s at %d".formatted(bits(trusted), trustedLevel, bits(all), allLevel);
  }

  private static int level(Assessment a) {
    long reached =
        Oracle.rules(a.at()).ladder().up().stream().filter(up -> a.index().value() >= up).count();
    return Math.max((int) reached, a.floor().map(f -> f.level()).orElse(0));
  }

  /** Who tells of what is listed: as the first theatre has it that lists it. */
  private static String told(List<Share> listed, List<Oracle.Expected> theatres) {
    return listed.stream()
        .map(
            share ->
                theatres.stream()
                    .filter(theatre -> lists(theatre, share.id()))
                    .min(Comparator.comparing(Oracle.Expected::theatre))
                    .orElseThrow()
                    .sources()
                    .get(share.id()))
        .map(sources -> told(sources, Math.max(0, sources.size() - MOST_SOURCES)))
        .collect(Collectors.joining(";"));
  }

  private static boolean lists(Oracle.Expected theatre, String incident) {
    return theatre.assessment().index().evidence().listed().stream()
        .anyMatch(share -> share.id().equals(incident));
  }

  private static String told(List<String> sources, int more) {
    return sources.stream().limit(MOST_SOURCES).toList() + "+" + more;
  }

  private void expect(Oracle.Expected e, OracleTallies.Compared counts) {
    int limit = Oracle.rules(e.at()).evidenceLimit();
    List<String> held = counts.held();
    String each = bits(counts.value() / Math.max(1, held.size()));
    expect(
        e.theatre(),
        Indicator.RECONCILIATION,
        e.at(),
        reconciled(
            counts.value(),
            counts.lines().isEmpty() ? "NO_DATA" : e.assessment().coverage().ok() ? "OK" : "STALE",
            held.stream().limit(limit).map(id -> id + "=" + each).toList(),
            Math.max(0, held.size() - limit),
            counts.lines().stream()
                .map(
                    line ->
                        counted(
                            line.report().getReportId(),
                            line.report().getVersion(),
                            line.report().getTally().getCount(),
                            line.held().size(),
                            line.report().getTally().getCount() - line.held().size()))
                .toList()));
  }

  private static String counted(String id, long version, int told, int held, int missing) {
    return "%sv%d told %d held %d missing %d".formatted(id, version, told, held, missing);
  }

  private static String reconciled(
      double value, String status, List<String> evidence, int others, List<String> counts) {
    return "%s %s %s +%d %s".formatted(bits(value), status, evidence, others, counts);
  }

  private static String reconciled(IndicatorReading r) {
    return reconciled(
        r.getValue(),
        r.getReadingStatus().name(),
        r.getEvidence().stream()
            .map(s -> s.getIncidentId() + "v" + s.getVersion() + "=" + bits(s.getContribution()))
            .toList(),
        r.getEvidenceRest().getIncidents(),
        r.getCounts().stream()
            .map(
                c ->
                    counted(
                        c.getReportId(),
                        c.getVersion(),
                        c.getTold(),
                        c.getHeld(),
                        c.getDifference()))
            .toList());
  }

  private void expect(Oracle.ExpectedRegion e) {
    var contributions = e.region().index().contributions();
    var byId = new TreeMap<String, Share>();
    int others = 0;
    for (Oracle.Expected theatre : e.theatres()) {
      Valued index = theatre.assessment().index();
      double part = contributions.get(theatre.theatre()) / index.value();
      for (Share s : index.evidence().listed()) {
        double before = byId.containsKey(s.id()) ? byId.get(s.id()).points() : 0;
        double points = before + s.points() * part;
        long version = byId.getOrDefault(s.id(), s).version();
        byId.put(s.id(), new Share(s.id(), version, points, s.confidence(), s.summary()));
      }
      others += index.evidence().others();
    }
    var shares = new ArrayList<Share>(byId.values());
    shares.sort(Comparator.comparingDouble((Share s) -> -s.points()).thenComparing(Share::id));
    List<Share> listed =
        shares.subList(0, Math.min(shares.size(), Oracle.rules(e.at()).evidenceLimit()));
    double value = e.region().index().value();
    List<Coverage> coverage = e.theatres().stream().map(t -> t.assessment().coverage()).toList();
    boolean ok = coverage.stream().allMatch(Coverage::ok);
    expect(
        "REGION",
        Indicator.INDEX,
        e.at(),
        line(
            value,
            ok ? "OK" : "STALE",
            null,
            listed.stream()
                .map(s -> s.id() + "v" + s.version() + "=" + bits(s.points()))
                .collect(Collectors.joining(",")),
            others + shares.size() - listed.size(),
            value - listed.stream().mapToDouble(Share::points).sum(),
            bits(coverage.stream().mapToDouble(Coverage::share).min().orElseThrow())
                + coverage.stream()
                    .flatMap(c -> c.staleFeeds().stream())
                    .distinct()
                    .sorted()
                    .toList()
                + instant(coverage.stream().flatMapToLong(c -> c.since().stream()).min()),
            "null  "
                + bits(e.region().pressure())
                + region(
                    e.region().level(),
                    e.region().spreadBits(),
                    e.region().coSurge().surging(),
                    e.region().coSurge().p(),
                    e.region().alarms().size())
                + " null "
                + told(listed, e.theatres())));
    int level = e.region().level();
    String reason = level > e.before() ? "THEATRES" : level < e.before() ? "DECAY" : "HOLD";
    expect(
        "REGION",
        "LEVEL",
        e.at(),
        "L%d from L%d %s index %s since %s below 0.0 %s floor null null %s"
            .formatted(
                level,
                e.before(),
                reason,
                bits(value),
                Instant.ofEpochMilli(e.since()),
                ok ? "" : "STALE",
                course(RUNGS.get(level), e.outlook(), high(e.at(), value, value, ok), "null")));
  }

  private static String region(int level, double spread, int surging, double p, long alarms) {
    return " L%d %s bits, %d surging, p %s, %d alarms"
        .formatted(level, bits(spread), surging, bits(p), alarms);
  }

  private void expect(Oracle.ExpectedExchanges e) {
    for (DyadOf dyad : e.exchanges().dyads()) {
      expect(
          "REGION/" + dyad.name(),
          Indicator.RECIPROCITY,
          e.exchanges().at(),
          line(
              dyad.value(),
              e.exchanges().coverage(),
              dyad(dyad, e.places()::get, OracleExcitation.text(null, null, null))));
    }
  }

  private void expectDyad(Oracle.Expected e, DyadOf dyad) {
    expect(
        e,
        e.theatre() + "/" + dyad.name(),
        Indicator.RECIPROCITY,
        dyad.value(),
        dyad(dyad, act -> e.theatre(), e.excited().get(dyad.name())));
  }

  private static String dyad(DyadOf dyad, UnaryOperator<String> places, String excited) {
    return "%s %d acts %d answers, %s outstanding, open %s %s, %s lead %s p %s %s"
        .formatted(
            dyad.name(),
            dyad.acts(),
            dyad.answers(),
            bits(dyad.ledger().outstanding()),
            heaviest(dyad.ledger().open(), places),
            ages(heaviest(dyad.ledger().open()).map(Unanswered::ageDays)),
            dyad.responsiveness().map(Verdict::timing).orElse("by day"),
            dyad.correlation().map(c -> c.direction()).orElse(null),
            dyad.correlation().map(c -> c.pStar()).orElse(null),
            excited);
  }

  private static String timing(Responsiveness timing) {
    Hits hits = timing.hits();
    double beyond = hits.observed() - hits.expected();
    return timing(
        hits.observed(),
        hits.expected(),
        hits.p(),
        hits.responses() == 0 ? 0 : beyond / hits.responses(),
        hits.expected() > 0 ? hits.observed() / hits.expected() : null,
        timing.anchors(),
        timing.exchanges().size(),
        median(timing.exchanges().stream().map(e -> e.latencyMillis() / HOUR)),
        median(timing.exchanges().stream().map(Exchange::overmatch)));
  }

  private static String timing(
      Integer observed,
      Double expected,
      Double p,
      Double beyond,
      Double lift,
      Integer provocations,
      Integer answered,
      Double hours,
      Double spiral) {
    return "%s of %s by chance, p %s, beyond %s, lift %s, %s provocations, %s answered in %s, spiral %s"
        .formatted(
            observed, expected, p, beyond, lift, provocations, answered, near(hours), near(spiral));
  }

  private static Double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    int size = sorted.size();
    return size == 0 ? null : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** A median may be interpolated in more than one way, which differ in their last bits. */
  private static String near(Double value) {
    return value == null ? "null" : "%.9f".formatted(value + 0.0);
  }

  private static List<Integer> ages(Stream<Integer> days) {
    return days.sorted(Comparator.reverseOrder()).toList();
  }

  private static List<String> heaviest(List<Unanswered> open, UnaryOperator<String> places) {
    return heaviest(open)
        .map(
            entry ->
                open(
                    entry.id(),
                    places.apply(entry.id()),
                    entry.ageDays(),
                    entry.remaining(),
                    entry.points()))
        .sorted()
        .toList();
  }

  private static Stream<Unanswered> heaviest(List<Unanswered> open) {
    return open.stream().sorted(Comparator.comparingDouble(entry -> -entry.points())).limit(20);
  }

  private static String open(String id, String place, int days, double remaining, double points) {
    return "%s in %s for %dd %s %s".formatted(id, place, days, bits(remaining), bits(points));
  }

  private static String spread(SpreadOf spread) {
    return "%s bits p %s of %s over %d days, fronts %s %s, shift %s, first %s"
        .formatted(
            bits(spread.spillover().bits()),
            bits(spread.spillover().p()),
            spread.spillover().entries().stream()
                .map(cell -> cell.id() + " " + bits(cell.bits()) + " " + bits(cell.points()))
                .toList(),
            spread.baselineDays(),
            bits(spread.fronts().fronts()),
            bits(spread.fronts().dominantFronts()),
            bits(spread.shift()),
            spread.firstUses().stream()
                .map(
                    use ->
                        use.what()
                            + use.initiator()
                            + use.incidentId()
                            + use.transfer().orElse(null))
                .toList());
  }

  private static String posture(PostureOf posture) {
    return "%s usual %s builds up %s of %s"
        .formatted(
            bits(posture.stock()),
            bits(posture.usual()),
            posture.buildsUpWithTempo(),
            posture.forces().stream()
                .map(
                    f ->
                        "%s %s %s by %s %dd %s"
                            .formatted(
                                f.name(),
                                f.capability(),
                                f.deployment(),
                                f.incidentId(),
                                f.ageDays(),
                                bits(f.weight())))
                .toList());
  }

  private static String signs(PrecursorsOf signs) {
    return signs.precursors().strongest().stream()
        .map(
            s ->
                sign(
                    s.signal().id(),
                    s.signal().precursorClass() + s.signal().capability(),
                    signs.today() - s.signal().day(),
                    s.signal().confidence(),
                    s.signal().affinity(),
                    s.decibans()))
        .collect(Collectors.joining(",", bits(signs.precursors().decibans()) + " of ", ""));
  }

  private static String sign(
      String id, String what, int days, double confidence, double affinity, double decibans) {
    return "%s %s %dd %s %s %s"
        .formatted(id, what, days, bits(confidence), bits(affinity), bits(decibans));
  }

  private static String tempo(TempoOf tempo, String unit) {
    return tempo.family().orElse("null")
        + tempo
            .reading()
            .filter(r -> r.chosen().hasValues())
            .map(
                r ->
                    " w%d%s y%d mu %s p %s rr %s phi %s sustained %s falling %s"
                        .formatted(
                            r.chosen().w(),
                            unit,
                            r.chosen().y(),
                            bits(r.chosen().mu()),
                            bits(r.negLog10P()),
                            bits(r.rr()),
                            bits(r.chosen().phi()),
                            r.sustained().hasValues() ? bits(r.sustained().negLog10P()) : null,
                            r.falling()))
            .orElse("");
  }

  private void expect(Oracle.Expected e, Indicator indicator, Valued value, String more) {
    expect(e, e.theatre(), indicator, value, more);
  }

  private void expect(
      Oracle.Expected e, String subject, Indicator indicator, Valued value, String more) {
    expect(subject, indicator, e.at(), line(value, e.assessment().coverage(), more));
  }

  private static String line(Valued value, Coverage coverage, String more) {
    String evidence =
        value.evidence().listed().stream()
            .map(s -> s.id() + "v" + s.version() + "=" + bits(s.points()))
            .collect(Collectors.joining(","));
    return line(
        value.value(),
        value.status(),
        instant(value.asOf()),
        evidence,
        value.evidence().others(),
        value.evidence().rest(),
        bits(coverage.share()) + coverage.staleFeeds() + instant(coverage.since()),
        more);
  }

  private static Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }

  // -- what came out
  // -------------------------------------------------------------------------------

  private static String key(IndicatorReading r) {
    return "%s %s %s".formatted(r.getSubject(), r.getIndicator(), r.getEvaluatedAt());
  }

  private static String key(EscalationLevel l) {
    return "%s LEVEL %s".formatted(l.getSubject(), l.getEvaluatedAt());
  }

  private static String text(IndicatorReading r) {
    if (r.getIndicator() == Indicator.RECONCILIATION) {
      return reconciled(r);
    }
    String evidence =
        r.getEvidence().stream()
            .map(s -> s.getIncidentId() + "v" + s.getVersion() + "=" + bits(s.getContribution()))
            .collect(Collectors.joining(","));
    var coverage = r.getCoverage();
    return line(
        r.getValue(),
        r.getReadingStatus(),
        r.getAsOf(),
        evidence,
        r.getEvidenceRest().getIncidents(),
        r.getEvidenceRest().getContribution(),
        bits(coverage.getShare()) + coverage.getStaleFeeds() + coverage.getSince(),
        more(r));
  }

  private static String more(IndicatorReading r) {
    if (r.getIndicator() == Indicator.TEMPO || r.getIndicator() == Indicator.TEMPO_HOURLY) {
      var t = r.getTempo();
      return r.getFamily()
          + (t == null
              ? ""
              : " w%s y%d mu %s p %s rr %s phi %s sustained %s falling %s"
                  .formatted(
                      t.getWindowHours() > 0 ? t.getWindowHours() + "h" : t.getWindowDays() + "d",
                      t.getCount(),
                      bits(t.getExpected()),
                      bits(t.getNegLog10P()),
                      bits(t.getRateRatio()),
                      bits(t.getDispersion()),
                      t.getSustained(),
                      t.getFalling()));
    }
    if (r.getDyad() != null) {
      return dyad(r.getDyad());
    }
    if (r.getIndicator() == Indicator.HORIZONTAL) {
      return spread(r.getSpread());
    }
    if (r.getIndicator() == Indicator.POSTURE) {
      return posture(r.getPosture());
    }
    if (r.getIndicator() == Indicator.PRECURSOR) {
      return r.getPrecursor().getSigns().stream()
          .map(
              s ->
                  sign(
                      s.getIncidentId(),
                      s.getSign() + s.getCapability(),
                      s.getAgeDays(),
                      s.getConfidence(),
                      s.getAffinity(),
                      s.getDecibans()))
          .collect(Collectors.joining(",", bits(r.getPrecursor().getDecibans()) + " of ", ""));
    }
    if (r.getIndicator() != Indicator.INDEX) {
      return "";
    }
    String parts =
        r.getParts().stream()
            .map(part -> bits(part.getContribution()))
            .collect(Collectors.joining(","));
    return "%s %s %s%s %s %s"
        .formatted(
            floor(r.getFloor()),
            parts,
            bits(r.getIndex().getPressure()),
            r.getRegion() == null ? "" : region(r.getRegion()),
            range(r.getRange()),
            r.getEvidence().stream().map(Verdict::told).collect(Collectors.joining(";")));
  }

  private static String range(EvidenceRange range) {
    return range == null
        ? "null"
        : range(range.getTrusted(), range.getTrustedLevel(), range.getAll(), range.getAllLevel());
  }

  private static String told(Evidence evidence) {
    return told(
        evidence.getSourcing().getSources().stream()
            .map(
                s ->
                    s.getPublisher()
                        + s.getReliability()
                        + s.getCredibility()
                        + (s.getDenies() ? "-" : ""))
            .toList(),
        evidence.getSourcing().getMoreSources());
  }

  private static String region(RegionDetail region) {
    return region(
        region.getLevel(),
        region.getSpreadBits(),
        region.getSurging(),
        region.getCoSurgeP(),
        region.getTheatres().stream().filter(TheatreStanding::getAlarm).count());
  }

  private static String dyad(DyadDetail dyad) {
    return "%s %d acts %d answers, %s outstanding, open %s %s, %s lead %s p %s %s"
        .formatted(
            dyad.getInitiator() + ">" + dyad.getTarget(),
            dyad.getActs(),
            dyad.getAnswers(),
            bits(dyad.getOutstanding()),
            dyad.getOpen().stream()
                .map(
                    open ->
                        open(
                            open.getIncidentId(),
                            open.getTheatre(),
                            open.getAgeDays(),
                            open.getRemaining(),
                            open.getPoints()))
                .sorted()
                .toList(),
            dyad.getOpen().stream().map(OpenProvocation::getAgeDays).toList(),
            dyad.getByHour() ? timing(dyad) : "by day" + (isTested(dyad) ? " but tested" : ""),
            dyad.getLead(),
            dyad.getLeadP(),
            OracleExcitation.text(
                dyad.getIntensity(), dyad.getCrossShare(), dyad.getHawkesVersion()));
  }

  private static String timing(DyadDetail dyad) {
    return timing(
        dyad.getObserved(),
        dyad.getExpected(),
        dyad.getP(),
        dyad.getAttributableFraction(),
        dyad.getLift(),
        dyad.getProvocations(),
        dyad.getAnswered(),
        dyad.getMedianHours(),
        dyad.getSpiral());
  }

  private static boolean isTested(DyadDetail dyad) {
    return Stream.of(
            dyad.getObserved(),
            dyad.getExpected(),
            dyad.getP(),
            dyad.getAttributableFraction(),
            dyad.getLift(),
            dyad.getProvocations(),
            dyad.getAnswered(),
            dyad.getMedianHours(),
            dyad.getSpiral())
        .anyMatch(Objects::nonNull);
  }

  private static String spread(SpreadDetail spread) {
    return "%s bits p %s of %s over %d days, fronts %s %s, shift %s, first %s"
        .formatted(
            bits(spread.getBits()),
            bits(spread.getP()),
            spread.getCells().stream()
                .sorted(Comparator.comparing(NewCell::getId))
                .map(
                    cell ->
                        cell.getId() + " " + bits(cell.getBits()) + " " + bits(cell.getPoints()))
                .toList(),
            spread.getBaselineDays(),
            bits(spread.getFronts()),
            bits(spread.getDominantFronts()),
            bits(spread.getShift()),
            spread.getFirstUses().stream()
                .map(u -> u.getWhat() + u.getInitiator() + u.getIncidentId() + u.getTransfer())
                .toList());
  }

  private static String posture(PostureDetail posture) {
    return "%s usual %s builds up %s of %s"
        .formatted(
            bits(posture.getStock()),
            bits(posture.getUsual()),
            posture.getBuildupWithTempo(),
            posture.getForces().stream()
                .map(
                    f ->
                        "%s %s %s by %s %dd %s"
                            .formatted(
                                f.getName(),
                                f.getCapability(),
                                f.getStatus().name().replace("_", ""),
                                f.getIncidentId(),
                                f.getAgeDays(),
                                bits(f.getWeight())))
                .toList());
  }

  private static String floor(io.brinkwatch.model.Floor floor) {
    return floor == null
        ? "null"
        : floor.getKind() + " " + floor.getLevel() + " " + floor.getIncidentId();
  }

  private static String text(EscalationLevel l) {
    return "L%d from L%d %s index %s since %s below %s %s floor %s %s %s"
        .formatted(
            l.getLevel(),
            l.getPreviousLevel(),
            l.getReason(),
            bits(l.getIndex()),
            l.getSince(),
            bits(l.getBelowHours()),
            l.getStale() ? "STALE" : "",
            floor(l.getFloor()),
            range(l.getRange()),
            course(l.getLevelName(), l.getOutlook(), l.getIndexHigh(), descent(l.getDescent())));
  }

  private static String descent(Descent descent) {
    return descent == null
        ? "null"
        : descent(descent.getBelow(), descent.getHours(), descent.getNotBefore());
  }

  private static String line(
      double value,
      Object status,
      Object asOf,
      String evidence,
      int others,
      double rest,
      String coverage,
      String more) {
    return "%s %s asOf %s [%s] +%d %s coverage %s %s"
        .formatted(bits(value), status, asOf, evidence, others, bits(rest), coverage, more);
  }

  /** Readable, and equal only if every bit is. */
  private static String bits(double value) {
    return Double.toString(value);
  }
}
