package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.precursor.ArmsTransfer;
import io.brinkwatch.indicators.precursor.PrecursorClass;
import io.brinkwatch.indicators.spread.Breadth;
import io.brinkwatch.indicators.spread.Cell;
import io.brinkwatch.indicators.spread.Shift;
import io.brinkwatch.indicators.spread.Spillover;
import io.brinkwatch.indicators.spread.SpilloverParams;
import io.brinkwatch.indicators.theatre.SpreadOf.FirstUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads horizontal escalation: window against baseline, with a guard between them. */
final class Spread {
  private static final String AREA = "area:";
  private static final double MICRO = 1e6;

  private final Scene scene;
  private final FamilyRules.Spread rules;
  private final List<Accounted> window = new ArrayList<>();
  private final List<Accounted> baseline = new ArrayList<>();
  private final List<Accounted> before = new ArrayList<>();
  private final Map<String, SortedSet<String>> cells = new HashMap<>();
  private final int baselineDays;

  private Spread(Scene scene, FamilyRules.Spread rules) {
    this.scene = scene;
    this.rules = rules;
    int start = scene.today() - rules.spillover().windowDays() + 1;
    int last = start - rules.guardDays() - 1;
    int first = last - rules.spillover().baselineDays() + 1;
    baselineDays = scene.watchedDays(first, last);
    scene.residents().filter(Accounted::kinetic).forEach(i -> place(i, first, last, start));
  }

  /** What is spread over many days tells of the past, but not that anything is new now. */
  private void place(Accounted incident, int first, int last, int start) {
    int day = scene.day(incident);
    if (day >= start) {
      if (!incident.isLong()) {
        window.add(incident);
      }
      return;
    }
    before.add(incident);
    if (day >= first && day <= last) {
      baseline.add(incident);
    }
  }

  /** What is read, and who has what in the two values. */
  record Read(SpreadOf spread, Scored horizontal, Scored breadth) {}

  static Read read(Scene scene, FamilyRules.Spread rules) {
    return new Spread(scene, rules).read();
  }

  private Read read() {
    // where little was seen before, everything would be new, also to the region
    Spillover spillover = Spillover.of(isYoung() ? List.of() : cells(), params());
    Scored horizontal = horizontal(spillover);
    double[] severities =
        byArea(window, Spread::weight).values().stream().mapToDouble(x -> x).toArray();
    Breadth fronts = Breadth.of(severities);
    Scored breadth = breadth(fronts);
    var spread =
        new SpreadOf(
            horizontal.value(),
            breadth.value(),
            spillover,
            fronts,
            shift(),
            isYoung() ? List.of() : firstUses(),
            baselineDays);
    return new Read(spread, horizontal, breadth);
  }

  private boolean isYoung() {
    return baselineDays < rules.leastDays();
  }

  // the less was seen of a quiet cell, the less of a surprise it is
  private SpilloverParams params() {
    SpilloverParams p = rules.spillover();
    return new SpilloverParams(
        p.a0(), p.b0(), Math.max(1, baselineDays), p.windowDays(), p.activeFrom(), p.halfBits());
  }

  // -- cells ------------------------------------------------------------------------------------

  private SortedSet<String> cells(Accounted incident) {
    return cells.computeIfAbsent(incident.id(), id -> findCells(incident));
  }

  private SortedSet<String> findCells(Accounted incident) {
    Traits traits = incident.traits();
    var cells = new TreeSet<String>();
    cells.add("theatre:" + scene.view().theatre());
    if (!traits.area().isEmpty()) {
      cells.add(AREA + traits.area());
    }
    if (traits.directed()) {
      for (String name : traits.initiators()) {
        String initiator = scene.parties().id(name);
        cells.add("initiator:" + initiator);
        traits
            .targets()
            .forEach(t -> cells.add("dyad:" + Dyads.name(initiator, scene.parties().id(t))));
      }
    }
    return cells;
  }

  private List<Cell> cells() {
    var past = new TreeMap<String, Long>();
    baseline.forEach(i -> cells(i).forEach(cell -> past.merge(cell, 1L, Long::sum)));
    var now = new TreeMap<String, Double>();
    window.forEach(i -> cells(i).forEach(cell -> now.merge(cell, i.confidence(), Double::sum)));
    var ids = new TreeSet<>(past.keySet());
    ids.addAll(now.keySet());
    return ids.stream()
        .map(id -> new Cell(id, past.getOrDefault(id, 0L), now.getOrDefault(id, 0.0)))
        .toList();
  }

  private Scored horizontal(Spillover spillover) {
    if (isYoung()) {
      return new Scored(scene.valued(0, Status.WARMUP, List.of()), List.of());
    }
    var shares = new ArrayList<Share>();
    for (Spillover.Entry entry : spillover.entries()) {
      shares.addAll(
          inProportion(
              entry.points(),
              window.stream().filter(i -> cells(i).contains(entry.id())).toList(),
              Accounted::confidence));
    }
    Status status =
        baselineDays < rules.spillover().baselineDays() / 2 ? Status.DEGRADED : Status.OK;
    return new Scored(scene.valued(spillover.index(), status, Shares.merged(shares)), shares);
  }

  // -- fronts -----------------------------------------------------------------------------------

  private static double weight(Accounted incident) {
    return incident.micros();
  }

  private Scored breadth(Breadth fronts) {
    List<Accounted> located = window.stream().filter(i -> !i.traits().area().isEmpty()).toList();
    List<Share> shares = inProportion(fronts.index(), located, Spread::weight);
    return new Scored(scene.valued(fronts.index(), Status.OK, shares), shares);
  }

  private double shift() {
    Map<String, Double> now = byArea(window, Spread::weight);
    Map<String, Double> past = byArea(baseline, Spread::weight);
    var areas = new TreeSet<>(now.keySet());
    areas.addAll(past.keySet());
    if (areas.isEmpty()) {
      return 0;
    }
    return Shift.between(column(now, areas), column(past, areas));
  }

  /** In units of severity, as the half that is added to each area is. */
  private static double[] column(Map<String, Double> byArea, SortedSet<String> areas) {
    return areas.stream().mapToDouble(area -> byArea.getOrDefault(area, 0.0) / MICRO).toArray();
  }

  private static TreeMap<String, Double> byArea(
      Collection<Accounted> incidents, Function<Accounted, Double> weight) {
    var sums = new TreeMap<String, Double>();
    for (Accounted incident : incidents) {
      if (!incident.traits().area().isEmpty()) {
        sums.merge(incident.traits().area(), weight.apply(incident), Double::sum);
      }
    }
    return sums;
  }

  private static List<Share> inProportion(
      double points, List<Accounted> incidents, Function<Accounted, Double> weight) {
    double sum = 0;
    for (Accounted incident : incidents) {
      sum += weight.apply(incident);
    }
    if (!(sum > 0)) {
      return List.of();
    }
    var shares = new ArrayList<Share>();
    for (Accounted incident : incidents) {
      shares.add(Scene.share(incident, points * weight.apply(incident) / sum));
    }
    return shares;
  }

  // -- first uses -------------------------------------------------------------------------------

  private List<FirstUse> firstUses() {
    var seen = new TreeSet<String>();
    before.forEach(i -> uses(i).forEach(use -> seen.add(key(use))));
    var first = new ArrayList<FirstUse>();
    for (Accounted incident : window) {
      for (FirstUse use : uses(incident)) {
        if (seen.add(key(use))) {
          first.add(use.initiator().isEmpty() ? use : explained(use, incident));
        }
      }
    }
    return first;
  }

  private static String key(FirstUse use) {
    return use.what() + "\n" + use.initiator();
  }

  private List<FirstUse> uses(Accounted incident) {
    Traits traits = incident.traits();
    var uses = new ArrayList<FirstUse>();
    if (!traits.target().isEmpty()) {
      uses.add(new FirstUse("target:" + traits.target(), "", incident.id(), Optional.empty()));
    }
    if (!traits.means().isEmpty() && traits.directed()) {
      for (String name : traits.initiators()) {
        String user = scene.parties().id(name);
        uses.add(new FirstUse("means:" + traits.means(), user, incident.id(), Optional.empty()));
      }
    }
    return uses;
  }

  private FirstUse explained(FirstUse use, Accounted incident) {
    return new FirstUse(
        use.what(), use.initiator(), use.incidentId(), transfer(use.initiator(), incident));
  }

  /** The latest transfer to a user of what it uses; one that is only planned explains nothing. */
  private Optional<String> transfer(String user, Accounted use) {
    return scene.incidents().stream()
        .filter(
            i ->
                i.traits()
                    .sign()
                    .filter(s -> s.what() == PrecursorClass.ARMS_TRANSFER && s.done())
                    .isPresent())
        .filter(i -> i.traits().means().equals(use.traits().means()))
        .filter(i -> i.traits().targets().stream().map(scene.parties()::id).anyMatch(user::equals))
        .filter(i -> ArmsTransfer.explains(i.day(), use.day()))
        .reduce((one, later) -> later)
        .map(Accounted::id);
  }
}
