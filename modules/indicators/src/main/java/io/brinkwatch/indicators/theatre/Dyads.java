package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.reciprocity.Act;
import io.brinkwatch.indicators.reciprocity.LaggedCorrelation;
import io.brinkwatch.indicators.reciprocity.LedgerEntry;
import io.brinkwatch.indicators.reciprocity.ProvocationLedger;
import io.brinkwatch.indicators.reciprocity.ReciprocityIndex;
import io.brinkwatch.indicators.reciprocity.ResponseStatus;
import io.brinkwatch.indicators.reciprocity.Responsiveness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads directed dyads, from what happened in a theatre or in several. */
final class Dyads {
  /** Busiest dyads that are read; the timing of the others has too few acts to say anything. */
  private static final int MOST = 100;

  /** Days with less than this many to go by are no past to judge by. */
  private static final int SHORT_PAST = 28;

  private final Scene scene;
  private final FamilyRules.Reciprocity rules;
  private final List<PairModel> models;
  private final long from;
  private final long to;
  private final Map<Dyad, List<Accounted>> acts = new TreeMap<>(Dyad.ORDER);
  // by what they answer: acts of its target against its initiator, or against those behind whom
  // the initiator stands, for what is done to a proxy answers what it did
  private final Map<Dyad, List<Accounted>> answers = new HashMap<>();
  private final Map<Dyad, List<Accounted>> recent = new HashMap<>();
  private final Map<Dyad, List<Accounted>> recentAnswers = new HashMap<>();
  private final Map<Dyad, ProvocationLedger> ledgers = new HashMap<>();
  private final Map<List<Accounted>, double[]> surprises = new IdentityHashMap<>();

  private record Dyad(String initiator, String target) {
    private static final Comparator<Dyad> ORDER =
        Comparator.comparing(Dyad::initiator).thenComparing(Dyad::target);

    Dyad back() {
      return new Dyad(target, initiator);
    }
  }

  private Dyads(Scene scene, FamilyRules.Reciprocity rules, List<PairModel> models) {
    this.scene = scene;
    this.rules = rules;
    this.models = models;
    this.to = scene.now();
    this.from = to - rules.days() * Days.MILLIS;
    scene.residents().filter(Acts::isDirected).forEach(this::sort);
  }

  static String name(String initiator, String target) {
    return initiator + ">" + target;
  }

  private void sort(Accounted incident) {
    SortedSet<String> initiators = Acts.initiators(incident, scene.parties());
    for (String initiator : initiators) {
      for (String target : Acts.targets(incident, scene.parties())) {
        add(incident, acts, initiator, target);
      }
      for (String hit : Acts.hit(incident, scene.parties())) {
        add(incident, answers, hit, initiator);
      }
    }
  }

  private static void add(
      Accounted incident, Map<Dyad, List<Accounted>> to, String initiator, String target) {
    if (!initiator.equals(target)) {
      to.computeIfAbsent(new Dyad(initiator, target), d -> new ArrayList<>()).add(incident);
    }
  }

  /** What is read, and who has what in it. */
  record Read(ReciprocityOf reciprocity, Scored scored) {}

  private record Pair(DyadOf dyad, Scored scored) {}

  static Read read(Scene scene, FamilyRules.Reciprocity rules, List<PairModel> models) {
    return new Dyads(scene, rules, models).read();
  }

  private Read read() {
    List<Pair> pairs = chosen().map(this::read).toList();
    Optional<Pair> highest =
        pairs.stream().min(Comparator.comparingDouble(pair -> -pair.scored().value().value()));
    Scored scored =
        highest
            .map(Pair::scored)
            .orElseGet(() -> new Scored(scene.valued(0, history(), List.of()), List.of()));
    return new Read(
        new ReciprocityOf(scored.value(), pairs.stream().map(Pair::dyad).toList()), scored);
  }

  /** The busiest; and, if it is none of them, that with most to answer for: a single act may be. */
  private Stream<Dyad> chosen() {
    List<Dyad> all =
        acts.keySet().stream()
            .filter(dyad -> !recent(dyad).isEmpty())
            .sorted(
                Comparator.<Dyad>comparingInt(dyad -> -recent(dyad).size())
                    .thenComparing(Dyad.ORDER))
            .toList();
    var gravest = all.stream().min(Comparator.comparingDouble(dyad -> -ledger(dyad).index()));
    return Stream.concat(all.stream().limit(MOST), gravest.stream()).distinct();
  }

  private Status history() {
    int days = scene.watchedDays(scene.today() - rules.days() + 1, scene.today());
    return days < SHORT_PAST ? Status.DEGRADED : Status.OK;
  }

  private List<Accounted> all(Dyad dyad) {
    return acts.getOrDefault(dyad, List.of());
  }

  private List<Accounted> recent(Dyad dyad) {
    return recent.computeIfAbsent(dyad, d -> recent(all(d)));
  }

  private List<Accounted> recent(List<Accounted> acts) {
    return acts.stream().filter(i -> i.to() > from && i.to() <= to).toList();
  }

  private List<Accounted> answers(Dyad dyad) {
    return answers.getOrDefault(dyad, List.of());
  }

  private List<Accounted> recentAnswers(Dyad dyad) {
    return recentAnswers.computeIfAbsent(dyad, d -> recent(answers(d)));
  }

  private Pair read(Dyad dyad) {
    boolean byHour = isTimed(recent(dyad)) && isTimed(recentAnswers(dyad));
    Optional<Responsiveness> forth = byHour ? Optional.of(responses(dyad)) : Optional.empty();
    Optional<Responsiveness> back =
        byHour && isTimed(recent(dyad.back()))
            ? Optional.of(responses(dyad.back()))
            : Optional.empty();
    ProvocationLedger ledger = ledger(dyad);
    Optional<ReciprocityIndex> index =
        forth.flatMap(f -> back.map(b -> ReciprocityIndex.of(ledger.index(), f, b)));
    boolean isSaturated = index.filter(i -> i.status() == ResponseStatus.SATURATED).isPresent();
    Scored scored =
        score(dyad, ledger, index.map(ReciprocityIndex::timing).orElse(0.0), isSaturated);
    return new Pair(
        new DyadOf(
            dyad.initiator(),
            dyad.target(),
            scored.value(),
            recent(dyad).size(),
            recentAnswers(dyad).size(),
            forth,
            byHour && !isSaturated ? Optional.empty() : correlation(dyad),
            ledger,
            excited(dyad)),
        scored);
  }

  private Optional<Excited> excited(Dyad dyad) {
    return models.stream()
        .filter(model -> model.isOf(dyad.initiator(), dyad.target()))
        .findFirst()
        .map(model -> model.excited(dyad.initiator(), all(dyad), all(dyad.back()), to));
  }

  private Scored score(Dyad dyad, ProvocationLedger ledger, double timing, boolean isSaturated) {
    double value = Math.max(ledger.index(), timing);
    List<Share> shares = timing > ledger.index() ? equally(dyad, timing) : unanswered(ledger, dyad);
    Status status = isSaturated ? Status.SATURATED : history();
    return new Scored(scene.valued(value, status, shares), shares);
  }

  private List<Share> unanswered(ProvocationLedger ledger, Dyad dyad) {
    var byId = new HashMap<String, Accounted>();
    all(dyad).forEach(incident -> byId.put(incident.id(), incident));
    return ledger.open().stream()
        .map(open -> Scene.share(byId.get(open.id()), open.points()))
        .toList();
  }

  private List<Share> equally(Dyad dyad, double points) {
    List<Accounted> timed =
        Stream.concat(timed(recentAnswers(dyad.back())), timed(recentAnswers(dyad)))
            .distinct()
            .toList();
    return timed.stream().map(act -> Scene.share(act, points / timed.size())).toList();
  }

  // -- within hours ------------------------------------------------------------------------------

  private boolean isExact(Accounted act) {
    return act.to() - act.from() <= rules.response().windowMillis() / 2;
  }

  private Stream<Accounted> timed(List<Accounted> acts) {
    return acts.stream().filter(this::isExact);
  }

  private boolean isTimed(List<Accounted> acts) {
    return !acts.isEmpty() && 2 * timed(acts).count() >= acts.size();
  }

  private Responsiveness responses(Dyad dyad) {
    List<Act> provocations = timed(recent(dyad)).map(Dyads::act).toList();
    double grave = Responsiveness.provocationThreshold(provocations).orElseThrow();
    return Responsiveness.of(
        provocations.stream().filter(act -> act.severity() >= grave).toList(),
        timed(recentAnswers(dyad)).map(Dyads::act).toList(),
        from,
        to,
        rules.response());
  }

  private static Act act(Accounted incident) {
    return new Act(incident.to(), incident.traits().severity());
  }

  // -- within days -------------------------------------------------------------------------------

  private Optional<LaggedCorrelation> correlation(Dyad dyad) {
    boolean isRare =
        recent(dyad).size() < rules.leastActs() || recentAnswers(dyad).size() < rules.leastActs();
    if (isRare || pastDays() <= rules.lags()) {
      return Optional.empty();
    }
    return Optional.of(
        LaggedCorrelation.of(surprise(all(dyad)), surprise(answers(dyad)), rules.lags()));
  }

  private int pastDays() {
    return Math.min(rules.days(), scene.today() + 1);
  }

  /** z-values of tempo by day; a day that cannot be judged is no surprise. */
  private double[] surprise(List<Accounted> acts) {
    return surprises.computeIfAbsent(acts, this::findSurprise);
  }

  private double[] findSurprise(List<Accounted> acts) {
    double[] exposure = scene.exposure();
    long[] counts = new long[exposure.length];
    // of a day still open, or dark, nobody knows how much of its acts has been told
    acts.stream()
        .filter(incident -> !incident.isLong() && incident.day() <= scene.epochDay())
        .forEach(incident -> counts[scene.day(incident)]++);
    double[] z = new double[pastDays()];
    for (int i = 0; i < z.length; i++) {
      int day = scene.today() - z.length + 1 + i;
      var window =
          Tempo.window(counts, exposure, day, 1, OptionalInt.empty(), scene.rules().tempo());
      z[i] = window.hasValues() ? window.z() : 0;
    }
    return z;
  }

  // -- within weeks ------------------------------------------------------------------------------

  private ProvocationLedger ledger(Dyad dyad) {
    return ledgers.computeIfAbsent(dyad, this::findLedger);
  }

  /** From those who have no arms no answer is open. */
  private ProvocationLedger findLedger(Dyad dyad) {
    List<LedgerEntry> provocations =
        scene.parties().isArmed(dyad.target()) ? entries(all(dyad)) : List.of();
    return ProvocationLedger.of(
        provocations, entries(answers(dyad)), scene.epochDay(), rules.ledger());
  }

  private List<LedgerEntry> entries(List<Accounted> acts) {
    return acts.stream()
        .filter(incident -> incident.confidence() >= rules.credible())
        .map(this::entry)
        .toList();
  }

  private LedgerEntry entry(Accounted incident) {
    int day = Math.toIntExact(scene.view().firstDay() + scene.day(incident));
    return new LedgerEntry(
        incident.id(), day, incident.traits().severity(), incident.traits().threshold());
  }
}
