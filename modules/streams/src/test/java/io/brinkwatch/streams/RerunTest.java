package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.streams.whatif.Rerun;
import io.brinkwatch.testkit.Cast;
import io.brinkwatch.testkit.Scenario;
import io.brinkwatch.testkit.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What would have been, beside what the topologies and the oracle say. */
class RerunTest {
  private static final int DAYS = 12;
  private static final int INCIDENTS = 40;
  private static final int PARTITIONS = 3;

  private static Reference cast() {
    return new Reference(
        Cast.theatres().stream()
            .collect(Collectors.toMap(t -> new ReferenceKey(t.getId(), t.getVersion()), t -> t)),
        Cast.actors().stream()
            .collect(Collectors.toMap(a -> new ReferenceKey(a.getId(), a.getVersion()), a -> a)),
        Map.of(key(Cast.policy()), Cast.policy(), key(Cast.changedPolicy()), Cast.changedPolicy()),
        Cast.hawkes().stream().collect(Collectors.toMap(HawkesKey::of, pair -> pair)));
  }

  private static ReferenceKey key(Policy policy) {
    return new ReferenceKey(policy.getId(), policy.getVersion());
  }

  /** All that comes out. */
  private static final class Heard implements Rerun.Listener {
    private final List<IndicatorReading> readings = new ArrayList<>();
    private final List<EscalationLevel> levels = new ArrayList<>();
    private final Map<String, Incident> incidents = new TreeMap<>();

    @Override
    public void reading(IndicatorReading reading) {
      readings.add(reading);
    }

    @Override
    public void level(EscalationLevel level) {
      levels.add(level);
    }

    @Override
    public void incident(Incident incident) {
      incidents.put(incident.getIncidentId(), incident);
    }

    List<IndicatorReading> finalReadings() {
      return readings.stream().filter(r -> r.getFinality() == Finality.FINAL).toList();
    }

    List<EscalationLevel> finalLevels() {
      return levels.stream().filter(l -> l.getFinality() == Finality.FINAL).toList();
    }

    /** The incident with the most reports of which the first theatre was told at some time. */
    Incident largest() {
      return incidents.values().stream()
          .filter(incident -> incident.getState() == RecordState.ACTIVE)
          .max(
              Comparator.<Incident>comparingInt(incident -> incident.getReports().size())
                  .thenComparing(Incident::getIncidentId))
          .orElseThrow();
    }
  }

  /** A digest of all that was told of each subject, in its order. */
  private static Map<String, Integer> told(
      List<IndicatorReading> readings, List<EscalationLevel> levels) {
    var digests = new TreeMap<String, Integer>();
    readings.forEach(r -> digests.merge(r.getSubject(), r.hashCode(), RerunTest::then));
    levels.forEach(l -> digests.merge("level of " + l.getSubject(), l.hashCode(), RerunTest::then));
    return digests;
  }

  private static int then(int before, int next) {
    return 31 * before + next;
  }

  private static Heard rerun(PipelineDriver recorded, Reference reference, Set<String> without) {
    var heard = new Heard();
    var rerun = new Rerun(reference, subject -> true, without, MessageStatus.ACTUAL, heard);
    recorded.theatreInputRecords.forEach(input -> rerun.take(0, input.key(), input.value()));
    return heard;
  }

  private static Scenario without(Scenario scenario, Set<String> reports) {
    return new Scenario(
        scenario.arrivals().stream()
            .filter(
                r ->
                    !(r instanceof IncidentReport report)
                        || !reports.contains(report.getReportId()))
            .toList());
  }

  @Property(tries = 5)
  void without_any_change_it_says_what_the_topologies_said_provisional_or_final(@ForAll long seed) {
    Scenario scenario = Scenario.random(seed, INCIDENTS, DAYS);
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(scenario.arrivals());
      Heard heard = rerun(pipeline, cast(), Set.of());
      assertThat(Verdict.hash(heard.finalReadings(), heard.finalLevels()))
          .isEqualTo(Verdict.hash(pipeline.finalReadings(), pipeline.finalLevels()));
      assertThat(heard.readings).hasSameSizeAs(pipeline.indicatorReadings).isNotEmpty();
      // each subject in its order; the region may come a little sooner or later than a theatre
      assertThat(told(heard.readings, heard.levels))
          .isEqualTo(told(pipeline.indicatorReadings, pipeline.escalationLevels));
    }
  }

  @Property(tries = 5)
  void without_an_incident_it_says_what_the_oracle_says_without_its_reports(@ForAll long seed) {
    Scenario scenario = Scenario.random(seed, INCIDENTS, DAYS);
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(scenario.arrivals());
      Set<String> reports =
          rerun(pipeline, cast(), Set.of()).largest().getReports().stream()
              .map(ReportRef::getReportId)
              .collect(Collectors.toSet());
      Heard heard = rerun(pipeline, cast(), reports);
      Verdict.on(without(scenario, reports), heard.finalReadings(), heard.finalLevels())
          .requireEqual();
    }
  }

  @Property(tries = 2)
  void under_another_policy_it_says_what_the_topologies_would_have_said(@ForAll long seed) {
    Scenario scenario = Scenario.random(seed, INCIDENTS, DAYS);
    Policy other =
        Policy.newBuilder(Cast.policy())
            .setId("proposal")
            .setVersion(9)
            .setEffectiveFrom(Cast.START.plus(Duration.ofDays(400)))
            .setEvaluationHours(12)
            .setMassCasualties(20)
            .build();
    Policy inForce = Policy.newBuilder(other).setId("default").build();
    try (var recorded = PipelineDriver.withChangingPolicy();
        var would = new PipelineDriver()) {
      Cast.theatres().forEach(would::theatre);
      Cast.actors().forEach(would::actor);
      Cast.hawkes().forEach(would::pair);
      would.policy(inForce);
      recorded.take(scenario.arrivals());
      would.take(scenario.arrivals());
      Heard heard = rerun(recorded, cast().withPolicies(List.of(other)), Set.of());
      assertThat(Verdict.hash(heard.finalReadings(), heard.finalLevels()))
          .isEqualTo(Verdict.hash(would.finalReadings(), would.finalLevels()));
      assertThat(heard.finalLevels()).isNotEmpty().allMatch(level -> level.getPolicyVersion() == 9);
    }
  }

  @Test
  void over_several_partitions_it_says_the_same() {
    Scenario scenario = Scenario.random(5, INCIDENTS, DAYS);
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(scenario.arrivals());
      var heard = new Heard();
      var rerun = new Rerun(cast(), subject -> true, Set.of(), MessageStatus.ACTUAL, heard);
      for (var input : pipeline.theatreInputRecords) {
        if (input.value().getBody() instanceof Progress progress) {
          everywhere(rerun, input.key(), progress);
        } else {
          rerun.take(SubjectPartition.of(input.key(), PARTITIONS), input.key(), input.value());
        }
      }
      assertThat(Verdict.hash(heard.finalReadings(), heard.finalLevels()))
          .isEqualTo(Verdict.hash(pipeline.finalReadings(), pipeline.finalLevels()));
    }
  }

  /** As every upstream partition sends it to every partition. */
  private static void everywhere(Rerun rerun, String key, Progress progress) {
    for (int from = 0; from < PARTITIONS; from++) {
      for (int to = 0; to < PARTITIONS; to++) {
        var passed =
            Progress.newBuilder(progress).setPartition(from).setPartitions(PARTITIONS).build();
        rerun.take(to, key, new TheatreInput(passed));
      }
    }
  }

  @Test
  void what_is_not_asked_for_is_not_read() {
    Scenario scenario = Scenario.random(3, INCIDENTS, DAYS);
    try (var pipeline = PipelineDriver.withChangingPolicy()) {
      pipeline.take(scenario.arrivals());
      var heard = new Heard();
      var rerun = new Rerun(cast(), "NORTH"::equals, Set.of(), MessageStatus.ACTUAL, heard);
      pipeline.theatreInputRecords.forEach(i -> rerun.take(0, i.key(), i.value()));
      assertThat(heard.levels)
          .isNotEmpty()
          .containsExactlyElementsOf(
              pipeline.escalationLevels.stream()
                  .filter(level -> level.getSubject().equals("NORTH"))
                  .toList());
    }
  }
}
