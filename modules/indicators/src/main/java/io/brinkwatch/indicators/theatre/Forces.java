package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.posture.Asset;
import io.brinkwatch.indicators.posture.Capability;
import io.brinkwatch.indicators.posture.Posture;
import io.brinkwatch.indicators.posture.PostureTable;
import io.brinkwatch.indicators.posture.Sighting;
import io.brinkwatch.indicators.theatre.PostureOf.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/** Reads the posture of a theatre. Forces sent against its parties count wherever they stand. */
final class Forces {
  private static final int YEAR = 365;
  private static final int WEEK = 7;
  private static final int SHORT_PAST = 28;

  private final Scene scene;
  private final PostureTable table;
  private final IntToDoubleFunction tempo;
  private final Map<String, Known> known = new TreeMap<>();

  /** A force with all that told of it, in the order of time. */
  private record Known(String name, Capability capability, List<Accounted> told) {}

  private Forces(Scene scene, PostureTable table, IntToDoubleFunction tempo) {
    this.scene = scene;
    this.table = table;
    this.tempo = tempo;
    scene.incidents().stream()
        .filter(incident -> incident.traits().force().isPresent())
        .forEach(this::sort);
  }

  private void sort(Accounted incident) {
    Force force = incident.traits().force().orElseThrow();
    String owner =
        incident.traits().initiators().stream()
            .map(scene.parties()::id)
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    for (Capability capability : force.capabilities()) {
      String id = owner + "\n" + force.name() + "\n" + capability;
      known
          .computeIfAbsent(id, i -> new Known(force.name(), capability, new ArrayList<>()))
          .told()
          .add(incident);
    }
  }

  /** What is read, and who has what in it. */
  record Read(PostureOf posture, Scored scored) {}

  /**
   * @param tempo p-value of tempo so many days before the last one
   */
  static Read read(Scene scene, PostureTable table, IntToDoubleFunction tempo) {
    return new Forces(scene, table, tempo).read();
  }

  private Read read() {
    List<Asset> assets =
        known.entrySet().stream().map(e -> asset(e.getKey(), e.getValue())).toList();
    int today = scene.epochDay();
    double stock = Posture.stock(assets, today, table);
    double[] year = year(assets);
    double index = year.length == 0 ? 0 : Posture.index(stock, year, table);
    var standing = new ArrayList<Standing>();
    var shares = new ArrayList<Share>();
    for (Asset asset : assets) {
      double weight = table.weigh(asset, today);
      if (weight > 0) {
        standing.add(standing(known.get(asset.id()), weight));
        shares.add(Scene.share(holding(known.get(asset.id())), index * weight / stock));
      }
    }
    standing.sort(Comparator.comparingDouble(Standing::weight).reversed());
    Status history = year.length < SHORT_PAST ? Status.WARMUP : Status.OK;
    Valued value = scene.valued(index, history, Shares.merged(shares));
    double usual = year.length == 0 ? 0 : Posture.usual(year);
    return new Read(
        new PostureOf(value, stock, usual, standing, buildsUp(assets, stock)),
        new Scored(value, shares));
  }

  private Asset asset(String id, Known force) {
    List<Sighting> history =
        force.told().stream()
            .map(incident -> new Sighting(day(incident), status(incident)))
            .toList();
    return new Asset(id, force.capability(), holding(force).confidence(), history);
  }

  /** What is believed of a force: of several accounts of a day that of which its stock is made. */
  private Accounted holding(Known force) {
    var order =
        Comparator.<Accounted>comparingInt(this::day)
            .thenComparing(Forces::status)
            .thenComparingLong(Accounted::to)
            .thenComparing(Accounted::id);
    return force.told().stream().max(order).orElseThrow();
  }

  private static io.brinkwatch.indicators.posture.Deployment status(Accounted incident) {
    return incident.traits().force().orElseThrow().deployment();
  }

  private int day(Accounted incident) {
    return Math.toIntExact(scene.view().firstDay() + scene.day(incident));
  }

  private Standing standing(Known force, double weight) {
    Accounted holding = holding(force);
    return new Standing(
        force.name(),
        force.capability(),
        status(holding),
        holding.id(),
        scene.epochDay() - day(holding),
        weight);
  }

  /** The stock on each day of the last year on which somebody watched. */
  private double[] year(List<Asset> assets) {
    var stocks = new ArrayList<Double>();
    for (int day = Math.max(0, scene.today() - YEAR + 1); day <= scene.today(); day++) {
      if (scene.watchedDays(day, day) > 0) {
        int epochDay = Math.toIntExact(scene.view().firstDay() + day);
        stocks.add(Posture.stock(assets, epochDay, table));
      }
    }
    return stocks.stream().mapToDouble(x -> x).toArray();
  }

  private boolean buildsUp(List<Asset> assets, double stock) {
    double weekAgo = Posture.stock(assets, scene.epochDay() - WEEK, table);
    if (!(stock > weekAgo)) {
      return false;
    }
    double least = 1;
    for (int back = 0; back < WEEK; back++) {
      least = Math.min(least, tempo.applyAsDouble(back));
    }
    return Posture.buildsUpWithTempo(stock, weekAgo, least);
  }
}
