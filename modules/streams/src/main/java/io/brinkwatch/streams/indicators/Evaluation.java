package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.theatre.Accounted;
import io.brinkwatch.indicators.theatre.Assessment;
import io.brinkwatch.indicators.theatre.Assessor;
import io.brinkwatch.indicators.theatre.Days;
import io.brinkwatch.indicators.theatre.FamilyView;
import io.brinkwatch.indicators.theatre.FeedView;
import io.brinkwatch.indicators.theatre.PairModel;
import io.brinkwatch.indicators.theatre.Parties;
import io.brinkwatch.indicators.theatre.Rules;
import io.brinkwatch.indicators.theatre.TheatreView;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentChange;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.OfficialCount;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.corroboration.Corroboration;
import io.brinkwatch.streams.corroboration.Revision;
import io.brinkwatch.streams.corroboration.Sightings;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.PairModels;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.streams.reference.TheatreMap;
import io.brinkwatch.streams.reference.Versions;
import io.brinkwatch.streams.state.FeedClock;
import io.brinkwatch.streams.state.KnownCount;
import io.brinkwatch.streams.state.PipelineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.StateStore;

/**
 * When to read which theatre, and the dyads of the region. Evaluation times lie on a grid of the
 * policy. One is FINAL when the clock, which only ticks move, has passed its grace; until then it
 * is PROVISIONAL and issued again whenever something it rests on changes.
 */
record Evaluation(
    FeedClocks feeds,
    EvaluationClock clock,
    TheatreMemory memory,
    Tallies tallies,
    Sightings sightings,
    Corroboration corroboration,
    Versions<io.brinkwatch.model.Policy, PolicyRules> policies,
    Versions<io.brinkwatch.model.Theatre, TheatreMap> theatres,
    Versions<io.brinkwatch.model.Actor, ActorIndex> actors,
    Versions<HawkesParameters, PairModels> pairs,
    Own own,
    MessageStatus status) {

  private static final int RECENT_DAYS = 7;
  // an incident must not outlive the reports that decide what it is: claims reach back months
  private static final int SIGHTING_DAYS = 130;

  /** What acts in all theatres are told to, so that one can be answered in another. */
  private static final String REGION = SubjectKind.REGION.name();

  /** Which theatres to read, and whether the region. */
  interface Own {
    /**
     * Whether a theatre, or the region, is to be read here.
     *
     * @param partitions in which they lie
     */
    boolean has(String subject, int partitions);
  }

  /** Where what is remembered lies. */
  interface Memory {
    <S extends StateStore> S store(String name);
  }

  /** An evaluation on stores of the names that {@link Kept} lists. */
  static Evaluation on(
      Memory memory,
      Versions<io.brinkwatch.model.Policy, PolicyRules> policies,
      Versions<io.brinkwatch.model.Theatre, TheatreMap> theatres,
      Versions<io.brinkwatch.model.Actor, ActorIndex> actors,
      Versions<HawkesParameters, PairModels> pairs,
      Own own,
      MessageStatus status) {
    var sightings = new Sightings(memory.store(Kept.SIGHTINGS));
    return new Evaluation(
        new FeedClocks(memory.store(Kept.FEEDS), memory.store(Kept.PASSING)),
        new EvaluationClock(memory.store(Kept.CLOCK)),
        new TheatreMemory(
            memory.store(Kept.RINGS),
            memory.store(Kept.DAYS),
            memory.store(Kept.INCIDENTS),
            memory.store(Kept.HEARD)),
        new Tallies(memory.store(Kept.COUNTS)),
        sightings,
        new Corroboration(sightings),
        policies,
        theatres,
        actors,
        pairs,
        own,
        status);
  }

  /** Where results go. */
  interface Sink {
    /**
     * Takes an incident as it is now, with every report that tells of it.
     *
     * @param arrived whether another theatre told of it before
     */
    void incident(Incident incident, boolean arrived);

    void reading(IndicatorReading reading, boolean moreFollow);

    void audit(String key, Object rejection);
  }

  /**
   * An evaluation to issue.
   *
   * @param heardBy what was heard later does not count
   */
  private record Issue(long at, Finality finality, long heardBy) {
    static Issue provisional(long at) {
      return new Issue(at, Finality.PROVISIONAL, Long.MAX_VALUE);
    }
  }

  /** Takes the next of the inputs, in the order in which they lie in their partition. */
  void take(String key, TheatreInput input, Sink sink) {
    if (input.getBody() instanceof Progress progress) {
      advance(progress, sink);
      return;
    }
    var change = (IncidentChange) input.getBody();
    if (change.getCounts().isEmpty()) {
      apply(key, change, sink);
    } else {
      count(key, change, sink);
    }
  }

  // -- incidents ---------------------------------------------------------------------------------

  /** Accounts for what a change of a report makes of the incidents of its theatre. */
  void apply(String theatre, IncidentChange change, Sink sink) {
    Ring ring = memory.ring(theatre);
    Revision report = revision(change);
    List<Revision> incidents = corroboration.incidents(theatre, List.of(report));
    sightings.take(theatre, report);
    PipelineClock now = clock.read();
    incidents.stream()
        .filter(incident -> isOurs(theatre, incident) && !hasMoved(incident, change))
        .forEach(incident -> tell(incident, incidents, isArrival(incident, change), sink));
    if (change.getArrived()) {
      tellJoined(theatre, report, incidents, sink);
    }
    List<Accounted> touched =
        incidents.stream().flatMap(incident -> replace(theatre, ring, incident)).toList();
    touched.forEach(incident -> ring.touch(incident.to()));
    boolean late = touched.stream().anyMatch(incident -> incident.to() <= now.getLastFinal());
    if (late && isOurs(theatre, report)) {
      audit(
          report.after().or(report::before).orElseThrow(),
          change.getHeardAt(),
          now.getLastFinal(),
          sink);
    }
    memory.keepHeard(theatre, change, now, late);
    // nobody is alerted by a dyad of the region: it waits for the next tick
    if (!isRegion(theatre)
        && touched.stream().anyMatch(incident -> isMaterial(incident, ring, now))) {
      issue(theatre, ring, changedAndOpen(ring, now), new HashMap<>(), sink);
    }
    memory.keep(theatre, ring);
  }

  /** Takes what a report says of an official count: a yardstick, which no incident comes of. */
  void count(String theatre, IncidentChange change, Sink sink) {
    PipelineClock now = clock.read();
    Ring ring = memory.ring(theatre);
    KnownCount before = tallies.remove(theatre, change);
    List<OfficialCount> touched = Tallies.touched(before, change);
    touched.forEach(count -> ring.touch(count.getAsOf().toEpochMilli()));
    List<OfficialCount> late =
        touched.stream().filter(c -> c.getAsOf().toEpochMilli() <= now.getLastFinal()).toList();
    late.stream()
        .reduce((was, is) -> is)
        .ifPresent(count -> audit(count, change.getHeardAt(), now.getLastFinal(), sink));
    tallies.put(theatre, change, before, !late.isEmpty());
    memory.keep(theatre, ring);
  }

  private void audit(OfficialCount about, Instant heardAt, long lastFinal, Sink sink) {
    sink.audit(about.getReportId(), Audits.late(about, status, heardAt, lastFinal));
  }

  private static void audit(Incident about, Instant heardAt, long lastFinal, Sink sink) {
    sink.audit(about.getIncidentId(), Audits.late(about, heardAt, lastFinal));
  }

  private static Revision revision(IncidentChange change) {
    return new Revision(
        change.getReportId(),
        Optional.ofNullable(change.getBefore()),
        Optional.ofNullable(change.getAfter()));
  }

  /** Whether it is this theatre that tells of an incident: others know it as a visitor. */
  private static boolean isOurs(String theatre, Revision incident) {
    return isOurs(theatre, incident.after().or(incident::before).orElseThrow());
  }

  private static boolean isOurs(String theatre, Incident incident) {
    return incident.getTheatre().equals(theatre);
  }

  /** Whether another theatre tells of the incident now, under the same id. */
  private static boolean hasMoved(Revision incident, IncidentChange change) {
    return incident.after().isEmpty()
        && change.getElsewhere()
        && incident.id().equals(change.getReportId());
  }

  /** Whether it is named after the report that has come from another theatre. */
  private static boolean isArrival(Revision incident, IncidentChange change) {
    return change.getArrived() && incident.id().equals(change.getReportId());
  }

  private static void tell(Revision incident, List<Revision> all, boolean arrived, Sink sink) {
    Incident now =
        incident
            .after()
            .orElseGet(() -> Corroboration.retracted(incident.before().orElseThrow(), all));
    sink.incident(now, arrived);
  }

  /**
   * Tells that an incident is no more that another theatre told of under the id of a report which
   * has come here and joined others: that theatre leaves it to this one.
   */
  private static void tellJoined(
      String theatre, Revision report, List<Revision> incidents, Sink sink) {
    report
        .after()
        .filter(now -> isOurs(theatre, now))
        .filter(
            now ->
                incidents.stream()
                    .noneMatch(i -> i.id().equals(report.id()) && i.after().isPresent()))
        .ifPresent(now -> sink.incident(Corroboration.retracted(now, incidents), true));
  }

  /** Takes an incident out as it was, and in as it is; both, as far as there are any. */
  private Stream<Accounted> replace(String theatre, Ring ring, Revision incident) {
    Optional<Accounted> gone =
        incident
            .before()
            .map(was -> accounted(theatre, was))
            .flatMap(old -> memory.remove(theatre, ring, old));
    Optional<Accounted> come = incident.after().flatMap(is -> counting(theatre, is));
    come.ifPresent(now -> memory.add(theatre, ring, now));
    return Stream.of(gone, come).flatMap(Optional::stream);
  }

  /** In the region nothing counts but what one side does to another. */
  private Optional<Accounted> counting(String theatre, Incident incident) {
    return Optional.of(accounted(theatre, incident)).filter(i -> !isRegion(theatre) || i.isAct());
  }

  private Accounted accounted(String theatre, Incident incident) {
    var accounted = Accounting.account(incident, policies.at(incident.getOccurredFrom()));
    return isRegion(theatre) || isOurs(theatre, incident) ? accounted : accounted.visiting();
  }

  private static boolean isRegion(String subject) {
    return subject.equals(REGION);
  }

  /** Whether an incident changes the present enough to be told before the next tick. */
  private boolean isMaterial(Accounted incident, Ring ring, PipelineClock now) {
    if (now.getClock() == EvaluationClock.NEVER
        || !incident.resident()
        || incident.to() > next(now.getClock())) {
      return false;
    }
    long recent = ring.recentMicros(now.getClock(), RECENT_DAYS);
    double share = policies.at(Instant.ofEpochMilli(now.getClock())).policy().getEagerShare();
    return !incident.floors().isEmpty() || incident.micros() >= share * recent;
  }

  /** What was issued and has changed, and the evaluation that is open now. */
  private List<Issue> changedAndOpen(Ring ring, PipelineClock now) {
    List<Issue> issues = changed(ring, now);
    issues.add(Issue.provisional(next(now.getClock())));
    return issues;
  }

  private List<Issue> changed(Ring ring, PipelineClock now) {
    var issues = new ArrayList<Issue>();
    if (ring.dirtyFrom() != Ring.CLEAN && now.getLastOpen() != EvaluationClock.NEVER) {
      long from = Math.max(ring.dirtyFrom(), now.getLastFinal() + 1);
      long start = Math.max(from, gridStart());
      grid(start, now.getLastOpen()).forEach(t -> issues.add(Issue.provisional(t)));
    }
    return issues;
  }

  // -- time --------------------------------------------------------------------------------------

  /** Takes progress of a feed, and issues what it brings to an end. */
  void advance(Progress progress, Sink sink) {
    feeds.note(progress);
    PipelineClock before = clock.read();
    OptionalLong latest = feeds.latest();
    if (latest.isEmpty() || latest.getAsLong() <= before.getClock()) {
      return;
    }
    long now = latest.getAsLong();
    List<Issue> finals = finals(before, now);
    Issue last = finals.isEmpty() ? null : finals.get(finals.size() - 1);
    long lastFinal = last == null ? before.getLastFinal() : last.at();
    long lastClose = last == null ? before.getLastClose() : last.heardBy();
    List<Long> opened = opened(before, lastFinal, now);
    long lastOpen = opened.isEmpty() ? before.getLastOpen() : opened.get(opened.size() - 1);
    clock.set(new PipelineClock(now, lastFinal, lastOpen, lastClose));
    PipelineClock after = new PipelineClock(now, lastFinal, before.getLastOpen(), lastClose);
    var watches = new HashMap<Long, Watch>();
    Set<String> mine = own(finals, now, progress.getPartitions());
    for (String theatre : mine) {
      issueAll(theatre, finals, opened, after, watches, sink);
    }
    if (!finals.isEmpty()) {
      memory.theatres().filter(theatre -> !mine.contains(theatre)).forEach(t -> age(t, after));
      feeds.forgetBefore(Days.lastClosed(lastFinal) - rulesAt(lastFinal).horizonDays());
    }
  }

  private void issueAll(
      String theatre,
      List<Issue> finals,
      List<Long> opened,
      PipelineClock now,
      Map<Long, Watch> watches,
      Sink sink) {
    Ring ring = memory.ring(theatre);
    var issues = new ArrayList<Issue>(finals);
    issues.addAll(changed(ring, now));
    opened.forEach(t -> issues.add(Issue.provisional(t)));
    issues.removeIf(issue -> !subjectsAt(issue.at()).contains(theatre));
    if (issues.isEmpty() && finals.isEmpty()) {
      return;
    }
    issue(theatre, ring, issues, watches, sink);
    if (!finals.isEmpty()) {
      forget(theatre, ring, now);
    }
    memory.keep(theatre, ring);
  }

  /** Lets go of what no evaluation to come looks back to. */
  private void forget(String theatre, Ring ring, PipelineClock now) {
    long last = now.getLastFinal();
    ring.forgetRevisionsUpTo(last);
    memory.forgetHeard(theatre, now);
    long day = Days.lastClosed(last) - rulesAt(last).horizonDays();
    memory.forgetBefore(theatre, ring, day);
    sightings.forgetBefore(theatre, Days.end(day - SIGHTING_DAYS));
    tallies.forgetBefore(theatre, startOf(day));
  }

  /**
   * A theatre that is retired or removed is not read. What it knows ages as that of any other, so
   * that if it comes back it is as if it had never gone, and if it does not nothing is left.
   */
  private void age(String theatre, PipelineClock now) {
    Ring ring = memory.ring(theatre);
    forget(theatre, ring, now);
    if (memory.knowsNothing(theatre, ring)
        && sightings.areNone(theatre)
        && tallies.areNone(theatre)) {
      memory.drop(theatre);
    } else {
      memory.keep(theatre, ring);
    }
  }

  /**
   * Evaluations whose grace has passed. None closes before an earlier one, though a newer policy
   * may give it less: what an earlier one may know, it may know too.
   */
  private List<Issue> finals(PipelineClock before, long now) {
    Map<String, FeedClock> known = feeds.all();
    var finals = new ArrayList<Issue>();
    long t =
        before.getLastFinal() == EvaluationClock.NEVER ? gridStart() : next(before.getLastFinal());
    long close = Math.max(before.getLastClose(), t + graceMillis(known, t));
    while (close <= now) {
      finals.add(new Issue(t, Finality.FINAL, close));
      t = next(t);
      close = Math.max(close, t + graceMillis(known, t));
    }
    return finals;
  }

  private long graceMillis(Map<String, FeedClock> known, long at) {
    return Watch.graceMillis(known, at, rulesAt(at));
  }

  /** Evaluations that the clock has reached, and that are not FINAL at once. */
  private List<Long> opened(PipelineClock before, long lastFinal, long now) {
    long after = Math.max(before.getLastOpen(), lastFinal);
    long from = after == EvaluationClock.NEVER ? gridStart() : after + 1;
    return grid(from, now).boxed().toList();
  }

  /** The first evaluation: when the first feed had told of its first stretch. */
  private long gridStart() {
    long first =
        feeds.all().values().stream().mapToLong(FeedClock::getFirstTick).min().orElseThrow();
    return onOrAfter(first);
  }

  private LongStream grid(long from, long to) {
    return LongStream.iterate(onOrAfter(from), t -> t <= to, this::next);
  }

  private long onOrAfter(long time) {
    return next(time - 1);
  }

  private long next(long time) {
    long step = rulesAt(time).stepMillis();
    return (Math.floorDiv(time, step) + 1) * step;
  }

  private Rules rulesAt(long time) {
    return policies.at(Instant.ofEpochMilli(time)).rules();
  }

  /** What is to be read here and was in force at any time concerned. */
  private Set<String> own(List<Issue> finals, long now, int partitions) {
    var mine = new TreeSet<>(subjectsAt(now));
    finals.forEach(issue -> mine.addAll(subjectsAt(issue.at())));
    mine.removeIf(subject -> !own.has(subject, partitions));
    return mine;
  }

  /** The theatres in force, and the region if the policy has one. */
  private Set<String> subjectsAt(long time) {
    var subjects = new TreeSet<>(theatres.at(Instant.ofEpochMilli(time)).ids());
    if (policies.at(Instant.ofEpochMilli(time)).policy().getRegion() != null) {
      subjects.add(REGION);
    }
    return subjects;
  }

  // -- reading -----------------------------------------------------------------------------------

  /**
   * @param watches what the feeds saw by evaluation time: the same for every theatre
   */
  private void issue(
      String theatre, Ring ring, List<Issue> issues, Map<Long, Watch> watches, Sink sink) {
    for (Iterator<Issue> rest = issues.iterator(); rest.hasNext(); ) {
      Issue issue = rest.next();
      PolicyRules policy = policies.at(Instant.ofEpochMilli(issue.at()));
      Watch watch =
          watches.computeIfAbsent(issue.at(), at -> new Watch(feeds.all(), at, policy.rules()));
      TheatreMemory.Known known = known(theatre, ring, issue, watch.firstDay(), sink);
      Parties parties = actors.at(Instant.ofEpochMilli(issue.at()));
      int revision = issue.finality() == Finality.FINAL ? 0 : ring.nextRevision(issue.at());
      var frame =
          new Frame(
              theatre, issue.at(), issue.finality(), revision, status, policy.rules().version());
      List<IndicatorReading> readings =
          isRegion(theatre)
              ? dyads(frame, known, watch, parties, policy)
              : readings(frame, known, watch, parties, policy, told(theatre, issue, watch, sink));
      for (int i = 0; i < readings.size(); i++) {
        sink.reading(readings.get(i), rest.hasNext() || i < readings.size() - 1);
      }
    }
    ring.clean();
  }

  private List<PairModel> pairsAt(long time, String theatre) {
    return pairs.since(Instant.ofEpochMilli(time)).map(all -> all.in(theatre)).orElse(List.of());
  }

  private static List<IndicatorReading> dyads(
      Frame frame, TheatreMemory.Known known, Watch watch, Parties parties, PolicyRules policy) {
    return frame.dyads(
        Assessor.exchanges(view(frame.subject(), known, watch, parties), policy.rules()),
        known.byId());
  }

  private List<IndicatorReading> readings(
      Frame frame,
      TheatreMemory.Known known,
      Watch watch,
      Parties parties,
      PolicyRules policy,
      Collection<OfficialCount> told) {
    Rules rules = policy.rules();
    Assessment assessment =
        Assessor.assess(
            view(frame.subject(), known, watch, parties),
            rules,
            pairsAt(watch.at(), frame.subject()));
    Assessment trusted =
        known.restsOnTrusted()
            ? assessment
            : Assessor.assess(view(frame.subject(), known.trusted(), watch, parties), rules);
    return Readings.of(
        frame,
        assessment,
        Sourced.of(assessment, trusted, known.byId(), policy),
        Counts.of(told, known.incidents(), parties, assessment.coverage(), rules));
  }

  /** What an evaluation may know. What came too late for it is audited, once. */
  private TheatreMemory.Known known(
      String theatre, Ring ring, Issue issue, long sinceDay, Sink sink) {
    List<TheatreMemory.Later> later = memory.unknown(theatre, issue.heardBy(), issue.at());
    for (TheatreMemory.Later report : later) {
      if (!report.audited()
          && isOurs(theatre, report.about())
          && report.about().getOccurredTo().toEpochMilli() <= issue.at()) {
        audit(report.about(), report.heardAt(), issue.at(), sink);
        memory.audited(report);
      }
    }
    List<Revision> back = later.stream().map(TheatreMemory.Later::back).toList();
    List<TheatreMemory.Replaced> incidents =
        corroboration.incidents(theatre, back).stream()
            .map(
                incident ->
                    new TheatreMemory.Replaced(
                        incident.id(),
                        incident.before().map(was -> accounted(theatre, was)),
                        incident.after().flatMap(is -> counting(theatre, is))))
            .toList();
    return memory.without(theatre, ring, incidents, sinceDay);
  }

  /** The official counts that an evaluation may know. What came too late is audited, once. */
  private Collection<OfficialCount> told(String theatre, Issue issue, Watch watch, Sink sink) {
    for (Tallies.Later later : tallies.unsaid(theatre, issue.heardBy(), issue.at())) {
      audit(later.about(), later.heardAt(), issue.at(), sink);
      tallies.said(later);
    }
    return tallies.latest(theatre, issue.heardBy(), issue.at(), startOf(watch.firstDay()));
  }

  private static Instant startOf(long day) {
    return Instant.ofEpochMilli(Days.end(day - 1));
  }

  private static TheatreView view(
      String theatre, TheatreMemory.Known known, Watch watch, Parties parties) {
    Ring ring = known.ring();
    return new TheatreView(
        theatre,
        watch.at(),
        watch.firstDay(),
        families(ring, watch),
        ring.micros(watch.at(), watch.firstDay(), watch.days()),
        watch.dark(),
        watch.feeds(),
        known.incidents(),
        parties);
  }

  private static TreeMap<String, FamilyView> families(Ring ring, Watch watch) {
    var names = new TreeSet<String>();
    names.addAll(ring.families(watch.firstDay()));
    watch.feeds().stream().map(FeedView::family).forEach(names::add);
    var families = new TreeMap<String, FamilyView>();
    for (String name : names) {
      families.put(
          name,
          ring.family(name, watch.at(), watch.firstDay(), watch.exposure(name), watch.hours(name)));
    }
    return families;
  }
}
