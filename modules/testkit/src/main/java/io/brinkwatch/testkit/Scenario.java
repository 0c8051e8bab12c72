package io.brinkwatch.testkit;

import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Tally;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.TimePrecision;
import io.brinkwatch.model.Weapon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A set of reports and ticks, and an order in which they may arrive: reports early or late, but
 * each before its grace has passed; some twice, some corrected, moved to another theatre or
 * withdrawn, official counts among them; blows that are answered in another theatre; some corrected
 * long after the grace, and read ahead of their time as a replay at full speed does; feeds with
 * outages.
 *
 * @param arrivals reports and ticks in order of arrival
 */
public record Scenario(List<SpecificRecord> arrivals) {

  private static final int TALLIES = 6;
  private static final int EXCHANGES = 4;
  private static final Duration SHORTEST_GRACE = Duration.ofHours(12);
  private static final Duration LONGEST_GRACE = Duration.ofHours(24);

  /** Reports of a scenario, each arrival of them. */
  public List<IncidentReport> reports() {
    return only(IncidentReport.class);
  }

  /** Ticks of a scenario. */
  public List<Tick> ticks() {
    return only(Tick.class);
  }

  private <T> List<T> only(Class<T> type) {
    return arrivals.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The same set in another order that is within the grace. */
  public Scenario shuffled(long seed) {
    return arrange(reports(), ticks(), new Random(seed));
  }

  /**
   * The same set, but every third report is sent again: anywhere after it first came, also behind
   * what has corrected it, and long after its grace.
   *
   * @param times how often such a report comes in all, at least once
   */
  public Scenario repeated(int times, long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Arrival>();
    int reports = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      SpecificRecord arrival = arrivals.get(i);
      boolean again = arrival instanceof IncidentReport && reports++ % 3 == 0;
      all.add(new Arrival(i, 0, arrival));
      for (int copy = 1; copy < (again ? times : 1); copy++) {
        all.add(new Arrival(i + random.nextInt(arrivals.size() - i), copy, arrival));
      }
    }
    return inOrder(all);
  }

  /**
   * A scenario.
   *
   * @param incidents number of incidents
   * @param days days it spans
   */
  public static Scenario random(long seed, int incidents, int days) {
    var random = new Random(seed);
    var reports = new ArrayList<IncidentReport>();
    for (int i = 0; i < incidents; i++) {
      reports.addAll(versions(story("r" + i, 1, days, random), random));
    }
    for (int i = 0; i < TALLIES; i++) {
      reports.addAll(versions(tally("t" + i, days, random), random));
    }
    for (int i = 0; i < EXCHANGES; i++) {
      exchange("x" + i, days, random).forEach(blow -> reports.addAll(versions(blow, random)));
    }
    var ticks = new ArrayList<Tick>();
    ticks.addAll(ticks(Cast.WIRE, FeedFamily.WIRE, Duration.ofHours(3), days, random));
    ticks.addAll(ticks(Cast.DESK, FeedFamily.CURATED, Duration.ofHours(8), days, random));
    return arrange(reports, ticks, random);
  }

  private static List<IncidentReport> versions(IncidentReport first, Random random) {
    var versions = new ArrayList<IncidentReport>();
    versions.add(first);
    while (random.nextInt(3) == 0) {
      IncidentReport last = versions.get(versions.size() - 1);
      versions.add(revision(last, random));
    }
    if (random.nextInt(4) == 0) {
      versions.add(versions.get(random.nextInt(versions.size()))); // told twice
    }
    if (random.nextInt(6) == 0) { // told twice under one version, in other words
      IncidentReport last = versions.get(versions.size() - 1);
      versions.add(IncidentReport.newBuilder(last).setMunitions(last.getMunitions() + 5).build());
    }
    if (random.nextInt(5) == 0) { // corrected when the first readings of it are long FINAL
      versions.add(revision(versions.get(versions.size() - 1), random));
      versions.replaceAll(version -> random.nextBoolean() ? toldLate(version, random) : version);
    }
    return versions;
  }

  // any of the versions: the first may have been told last
  private static IncidentReport toldLate(IncidentReport report, Random random) {
    Duration later = LONGEST_GRACE.plus(Duration.ofMinutes(1 + random.nextInt(5 * 24 * 60)));
    return IncidentReport.newBuilder(report)
        .setPublishedAt(report.getOccurredTo().plus(later))
        .build();
  }

  private static IncidentReport story(String id, long version, int days, Random random) {
    Instant from = Cast.START.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
    if (random.nextInt(3) == 0) { // a surge near the end
      from = Cast.START.plus(Duration.ofMinutes((days - 3) * 24L * 60 + random.nextInt(24 * 60)));
    }
    Duration length = Duration.ofMinutes(1 + random.nextInt(180));
    TimePrecision precision = TimePrecision.HOUR;
    if (random.nextInt(3) == 0) {
      from = Cast.START.plus(Duration.ofDays(random.nextInt(days)));
      length = Duration.ofDays(random.nextInt(4) == 0 ? 1 + random.nextInt(7) : 1);
      precision = TimePrecision.DAY;
    }
    boolean desk = random.nextInt(3) == 0;
    IncidentType type = type(random);
    String capability = capability(type, random);
    return Reports.during(id, from, length)
        .setPublishedAt(from.plus(length).plus(Duration.ofMinutes(random.nextInt(11 * 60))))
        .setVersion(version)
        .setFeed(desk ? Cast.DESK : Cast.WIRE)
        .setFamily(desk ? FeedFamily.CURATED : FeedFamily.WIRE)
        .setTimePrecision(precision)
        .setType(type)
        .setCapability(capability)
        .setClaimStage(
            capability != null && type != IncidentType.FORCE_DEPLOYMENT
                ? ClaimStage.values()[1 + random.nextInt(ClaimStage.values().length - 1)]
                : ClaimStage.NONE)
        .setForceStatus(
            type == IncidentType.FORCE_DEPLOYMENT
                ? ForceStatus.values()[random.nextInt(ForceStatus.values().length)]
                : ForceStatus.NONE)
        .setInitiators(
            random.nextInt(6) == 0
                ? List.of()
                : List.of(pick(random, "Alpha", "Militia", "Bravo", "Nobody known")))
        .setTargets(targets(random))
        .setPlace(place(random))
        .setWeapon(Weapon.values()[random.nextInt(9)])
        .setMunitions(1 + random.nextInt(20))
        .setFatalities(random.nextInt(4) == 0 ? random.nextInt(70) : null)
        .setSource(
            Source.newBuilder(
                    Reports.source(
                        Reliability.values()[random.nextInt(6)],
                        Credibility.values()[random.nextInt(6)]))
                .setPublisher(pick(random, "AGENCY", "DAILY", "MINISTRY"))
                .build())
        .build();
  }

  /** A blow, and the answer to it in another theatre hours or days later, at times by a proxy. */
  private static List<IncidentReport> exchange(String id, int days, Random random) {
    Instant first = Cast.START.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
    Instant then = first.plus(Duration.ofMinutes(60 + random.nextInt(4 * 24 * 60)));
    boolean northwards = random.nextBoolean();
    return List.of(
        Reports.strike(id + "-blow", first)
            .setInitiators(List.of("Bravo"))
            .setTargets(List.of("Alpha"))
            .setMunitions(1 + random.nextInt(20))
            .setPlace(Reports.at(northwards ? "SOUTH" : "NORTH"))
            .build(),
        Reports.strike(id + "-answer", then)
            .setInitiators(List.of(pick(random, "Alpha", "Militia")))
            .setMunitions(1 + random.nextInt(20))
            .setPlace(Reports.at(northwards ? "NORTH" : "SOUTH"))
            .build());
  }

  /** An official count of a day, some of them from before anything is remembered. */
  private static IncidentReport tally(String id, int days, Random random) {
    Instant from = Cast.START.plus(Duration.ofDays(random.nextInt(days)));
    Instant to = from.plus(Duration.ofDays(1));
    return Reports.during(id, from, Duration.ofDays(1))
        .setPublishedAt(to.plus(Duration.ofMinutes(random.nextInt(11 * 60))))
        .setType(IncidentType.TALLY)
        .setTally(counted(to, random))
        .setInitiators(
            random.nextInt(3) == 0 ? List.of() : List.of(pick(random, "Alpha", "Militia")))
        .setTargets(random.nextInt(3) == 0 ? List.of() : List.of(pick(random, "Bravo", "Alpha")))
        .setPlace(Reports.at(pick(random, "NORTH", "NORTH", "SOUTH")))
        .build();
  }

  private static Tally counted(Instant to, Random random) {
    return new Tally(random.nextInt(12), to.minus(Duration.ofHours(1 + random.nextInt(45 * 24))));
  }

  // half of them so exact that others may tell of the same, within some tens of kilometres
  private static Place place(Random random) {
    Place middle = Reports.at(pick(random, "NORTH", "NORTH", "NORTH", "SOUTH"));
    return random.nextBoolean()
        ? middle
        : Place.newBuilder(middle)
            .setLatitude(middle.getLatitude() + random.nextDouble())
            .setPrecision(GeoPrecision.NEAR)
            .build();
  }

  private static IncidentReport revision(IncidentReport last, Random random) {
    var next = IncidentReport.newBuilder(last).setVersion(last.getVersion() + 1);
    if (last.getTally() != null && random.nextInt(2) == 0) {
      boolean mistaken = random.nextInt(4) == 0; // it was an attack and no count
      return next.setType(mistaken ? IncidentType.CROSS_BORDER_STRIKE : IncidentType.TALLY)
          .setTally(mistaken ? null : counted(last.getOccurredTo(), random))
          .setState(RecordState.ACTIVE)
          .build();
    }
    switch (random.nextInt(4)) {
      case 0 -> next.setState(RecordState.RETRACTED);
      case 1 -> next.setPlace(Reports.at(pick(random, "NORTH", "SOUTH", "EAST")));
      case 2 -> next.setFatalities(random.nextInt(120));
      default -> next.setState(RecordState.ACTIVE).setMunitions(1 + random.nextInt(40));
    }
    return next.build();
  }

  private static IncidentType type(Random random) {
    return List.of(
            IncidentType.CROSS_BORDER_STRIKE,
            IncidentType.CROSS_BORDER_STRIKE,
            IncidentType.ATTACK_ON_FORCES,
            IncidentType.RETALIATORY_STRIKE,
            IncidentType.SANCTION,
            IncidentType.THREAT_OR_STATEMENT,
            IncidentType.CEASEFIRE_OR_WITHDRAWAL,
            IncidentType.FORCE_DEPLOYMENT,
            IncidentType.ARMS_TRANSFER)
        .get(random.nextInt(9));
  }

  private static String capability(IncidentType type, Random random) {
    return switch (type) {
      case FORCE_DEPLOYMENT ->
          pick(random, "First carrier", "Second Carrier, Patriot battery", "some troops");
      case ARMS_TRANSFER -> pick(random, "SA-22", "Rockets");
      // one side makes public what another is said to plan
      case THREAT_OR_STATEMENT -> random.nextBoolean() ? pick(random, "SA-22", "Rockets") : null;
      default -> null;
    };
  }

  private static List<String> targets(Random random) {
    String one = pick(random, "Bravo", "Bravo", "Alpha", "Militia", "Civilians");
    return random.nextInt(5) == 0 ? List.of(one, "Militia") : List.of(one);
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Ticks to the end and beyond it by more than the longest grace; outages leave out or report. */
  private static List<Tick> ticks(
      String feed, FeedFamily family, Duration every, int days, Random random) {
    var ticks = new ArrayList<Tick>();
    Instant end = Cast.START.plus(Duration.ofDays(days + 10L));
    int out = 0;
    for (Instant t = Cast.START.plus(every); !t.isAfter(end); t = t.plus(every)) {
      out = out > 0 ? out - 1 : random.nextInt(40) == 0 ? random.nextInt(24) : 0;
      boolean silent = out > 0 && random.nextBoolean();
      if (!silent || t.plus(every).isAfter(end)) {
        FeedHealth ill = random.nextBoolean() ? FeedHealth.DOWN : FeedHealth.UNKNOWN;
        FeedHealth health = out > 0 ? ill : FeedHealth.HEALTHY;
        ticks.add(Ticks.tick(feed, family, t, every, health));
      }
    }
    return ticks;
  }

  // -- order -------------------------------------------------------------------------------------

  private record Arrival(long at, int tie, SpecificRecord record) {}

  private static Scenario arrange(List<IncidentReport> reports, List<Tick> ticks, Random random) {
    var arrivals = new ArrayList<Arrival>();
    for (IncidentReport report : reports) {
      long at =
          isLate(report)
              ? between(Cast.START.toEpochMilli(), told(report), random)
              : within(latest(report, reports) - 1, random);
      arrivals.add(new Arrival(at, random.nextInt(), report));
    }
    for (Tick tick : ticks) {
      arrivals.add(new Arrival(tick.getTime().toEpochMilli(), random.nextInt(), tick));
    }
    return inOrder(arrivals);
  }

  private static Scenario inOrder(List<Arrival> arrivals) {
    return new Scenario(
        arrivals.stream()
            .sorted(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::tie))
            .map(Arrival::record)
            .toList());
  }

  private static long within(long latest, Random random) {
    boolean near = random.nextInt(4) > 0;
    return near
        ? latest - (long) (random.nextDouble() * 2 * 86_400_000)
        : between(Cast.START.toEpochMilli(), latest, random);
  }

  private static long between(long from, long to, Random random) {
    return from + (long) (random.nextDouble() * (to - from));
  }

  // told by the source when readings that it concerns were FINAL
  private static boolean isLate(IncidentReport report) {
    return report.getPublishedAt().isAfter(report.getOccurredTo().plus(LONGEST_GRACE));
  }

  private static long told(IncidentReport report) {
    return report.getPublishedAt().toEpochMilli();
  }

  /** Before the first evaluation that any version of the report concerns can be FINAL. */
  private static long latest(IncidentReport report, List<IncidentReport> all) {
    return all.stream()
        .filter(other -> other.getReportId().equals(report.getReportId()))
        .mapToLong(Scenario::firstVisible)
        .min()
        .orElseThrow();
  }

  private static long firstVisible(IncidentReport report) {
    return report.getOccurredTo().plus(SHORTEST_GRACE).toEpochMilli();
  }
}
