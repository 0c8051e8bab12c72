package io.brinkwatch.streams;

import io.brinkwatch.model.Actor;
import io.brinkwatch.model.Alert;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IndicatorKey;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.LevelKey;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Progress;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReferenceKey;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.model.TheatreInput;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import io.brinkwatch.testkit.Cast;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The whole pipeline in one thread: each topology in a driver of its own, joined by the topics they
 * share. Speaks in reports, ticks and what comes out.
 */
final class PipelineDriver implements AutoCloseable {
  private final String scope = UUID.randomUUID().toString();
  private final StreamsSettings settings;
  private final Topics topics;
  private final TopologyTestDriver intake;
  private final TopologyTestDriver indicators;
  private final TopologyTestDriver levels;
  private final TopologyTestDriver region;
  private final TestInputTopic<String, IncidentReport> reports;
  private final TestInputTopic<String, Tick> ticks;
  private final TestInputTopic<String, TheatreInput> theatreInputs;
  private final TestInputTopic<IndicatorKey, IndicatorReading> readings;
  private final TestInputTopic<LevelKey, EscalationLevel> theatreLevels;
  private final TestOutputTopic<String, Incident> incidentsOut;
  private final TestOutputTopic<String, Rejection> refusedOut;
  private final TestOutputTopic<String, TheatreInput> theatreInputsOut;
  private final TestOutputTopic<String, Rejection> auditsOut;
  private final TestOutputTopic<IndicatorKey, IndicatorReading> readingsOut;
  private final TestOutputTopic<IndicatorKey, IndicatorReading> regionOut;
  private final TestOutputTopic<LevelKey, EscalationLevel> levelsOut;
  private final TestOutputTopic<String, Alert> alertsOut;

  final List<Incident> incidents = new ArrayList<>();
  final List<Rejection> rejections = new ArrayList<>();
  final List<IndicatorReading> indicatorReadings = new ArrayList<>();
  final List<EscalationLevel> escalationLevels = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<TestRecord<String, TheatreInput>> theatreInputRecords = new ArrayList<>();
  int passedTicks;
  private final List<TestRecord<String, byte[]>> letters = new ArrayList<>();

  PipelineDriver() {
    this(Map.of());
  }

  PipelineDriver(Map<String, String> more) {
    var properties = new HashMap<String, Object>(more);
    properties.put(ConnectionSettings.REGISTRY_URL, "mock://" + scope);
    properties.put(ConnectionSettings.TOPIC_PARTITIONS, 1);
    properties.put(ConnectionSettings.AUTO_REGISTER, true);
    properties.put(StreamsSettings.STATE_DIRECTORY, "target/state/" + scope);
    settings = StreamsSettings.of(properties);
    topics = settings.topics();
    intake = driver(0);
    indicators = driver(1);
    levels = driver(2);
    region = driver(3);
    reports = input(intake, topics.reports());
    ticks = input(intake, topics.ticks());
    theatreInputs = input(indicators, topics.theatreInputs());
    readings = input(levels, topics.indicators());
    theatreLevels = input(region, topics.levels());
    regionOut = output(region, topics.indicators());
    incidentsOut = output(indicators, topics.incidents());
    refusedOut = output(intake, topics.rejected());
    theatreInputsOut = output(intake, topics.theatreInputs());
    auditsOut = output(indicators, topics.rejected());
    readingsOut = output(indicators, topics.indicators());
    levelsOut = output(levels, topics.levels());
    alertsOut = output(levels, topics.alerts());
  }

  private TopologyTestDriver driver(int topology) {
    PipelineTopology one = Pipeline.TOPOLOGIES.get(topology);
    Properties properties = settings.streams(one.name());
    return new TopologyTestDriver(Pipeline.build(one, settings), properties);
  }

  /** With the cast's theatres, actors and first policy. */
  static PipelineDriver withCast() {
    var driver = new PipelineDriver();
    driver.publishCast();
    return driver;
  }

  /** With the policy beside it that comes into force later, as the oracle has it. */
  static PipelineDriver withChangingPolicy() {
    var driver = new PipelineDriver();
    driver.publishCast();
    driver.policy(Cast.changedPolicy());
    return driver;
  }

  PipelineDriver publishCast() {
    Cast.theatres().forEach(this::theatre);
    Cast.actors().forEach(this::actor);
    Cast.hawkes().forEach(this::pair);
    policy(Cast.policy());
    return this;
  }

  void theatre(Theatre theatre) {
    var key = new ReferenceKey(theatre.getId(), theatre.getVersion());
    input(intake, topics.theatres()).pipeInput(key, theatre);
    input(indicators, topics.theatres()).pipeInput(key, theatre);
    input(region, topics.theatres()).pipeInput(key, theatre);
  }

  void actor(Actor actor) {
    input(intake, topics.actors())
        .pipeInput(new ReferenceKey(actor.getId(), actor.getVersion()), actor);
    input(indicators, topics.actors())
        .pipeInput(new ReferenceKey(actor.getId(), actor.getVersion()), actor);
  }

  void pair(HawkesParameters pair) {
    input(indicators, topics.hawkes()).pipeInput(HawkesKey.of(pair), pair);
  }

  void policy(Policy policy) {
    var key = new ReferenceKey(policy.getId(), policy.getVersion());
    for (TopologyTestDriver driver : List.of(intake, indicators, levels, region)) {
      input(driver, topics.policies()).pipeInput(key, policy);
    }
  }

  /** Lets reports and ticks arrive, in this order. */
  PipelineDriver take(SpecificRecord... arrivals) {
    return take(List.of(arrivals));
  }

  PipelineDriver take(Iterable<? extends SpecificRecord> arrivals) {
    for (SpecificRecord arrival : arrivals) {
      if (arrival instanceof IncidentReport report) {
        reports.pipeInput(report.getReportId(), report, report.getPublishedAt());
      } else {
        Tick tick = (Tick) arrival;
        ticks.pipeInput(tick.getFeed(), tick, tick.getTime());
      }
      drain();
    }
    return this;
  }

  /** Lets reports arrive while the partition of one theatre is ahead of those of all others. */
  PipelineDriver takeAhead(String theatre, IncidentReport... arrivals) {
    for (IncidentReport report : arrivals) {
      reports.pipeInput(report.getReportId(), report, report.getPublishedAt());
    }
    read(theatreInputsOut).stream()
        .sorted(Comparator.comparing(input -> !input.key().equals(theatre)))
        .forEach(theatreInputs::pipeInput);
    drain();
    return this;
  }

  /** Lets a tick arrive whose record has another time than its own. */
  PipelineDriver takeAt(Instant recordTime, Tick tick) {
    ticks.pipeInput(tick.getFeed(), tick, recordTime);
    drain();
    return this;
  }

  /** Lets time go by on the wall, without anything arriving. */
  void rest(Duration time) {
    intake.advanceWallClockTime(time);
    drain();
  }

  /** Lets progress reach the indicators, as one of several upstream partitions sends it. */
  void progress(Tick tick, int partition, int partitions) {
    var progress =
        new Progress(
            tick.getFeed(),
            tick.getFamily(),
            tick.getFrom(),
            tick.getTime(),
            tick.getHealth(),
            partition,
            partitions);
    theatreInputs.pipeInput(tick.getFeed(), new TheatreInput(progress), tick.getTime());
    drain();
  }

  /** Entries that the indicators keep, in all stores. */
  int remembered() {
    int entries = 0;
    for (StateStore store : indicators.getAllStateStores().values()) {
      if (store instanceof KeyValueStore<?, ?> keyed) {
        try (KeyValueIterator<?, ?> all = keyed.all()) {
          for (; all.hasNext(); all.next()) {
            entries++;
          }
        }
      }
    }
    return entries;
  }

  /** Rings that the indicators keep of a theatre: one, or none. */
  int ringsOf(String theatre) {
    return indicators.getKeyValueStore("ring-by-theatre").get(theatre) == null ? 0 : 1;
  }

  /** What the intake could not process. */
  List<TestRecord<String, byte[]>> deadLetters() {
    read(intake.createOutputTopic(
            topics.deadLetters("intake"), new StringDeserializer(), new ByteArrayDeserializer()))
        .forEach(letters::add);
    return letters;
  }

  /** Lets bytes arrive that nobody vouches for. */
  PipelineDriver garbage(String key, byte[] value) {
    intake
        .createInputTopic(
            topics.reports().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, Cast.START);
    drain();
    return this;
  }

  private void drain() {
    read(refusedOut).forEach(r -> rejections.add(r.value()));
    for (var input : read(theatreInputsOut)) {
      passedTicks += input.value().getBody() instanceof Progress ? 1 : 0;
      theatreInputRecords.add(input);
      theatreInputs.pipeInput(input);
    }
    read(incidentsOut).forEach(r -> incidents.add(r.value()));
    read(auditsOut).forEach(r -> rejections.add(r.value()));
    for (var record : read(readingsOut)) {
      indicatorReadings.add(record.value());
      readings.pipeInput(record);
    }
    passLevels();
    for (var record : read(regionOut)) {
      indicatorReadings.add(record.value());
      readings.pipeInput(record);
    }
    passLevels();
    read(alertsOut).forEach(r -> alerts.add(r.value()));
  }

  private void passLevels() {
    for (var record : read(levelsOut)) {
      escalationLevels.add(record.value());
      theatreLevels.pipeInput(record);
    }
  }

  List<IndicatorReading> finalReadings() {
    return indicatorReadings.stream().filter(r -> r.getFinality() == Finality.FINAL).toList();
  }

  List<EscalationLevel> finalLevels() {
    return escalationLevels.stream().filter(l -> l.getFinality() == Finality.FINAL).toList();
  }

  /** The incidents that were told and not taken back, by id. */
  Map<String, Incident> standing() {
    Map<String, Incident> last = new TreeMap<>();
    incidents.forEach(incident -> last.put(incident.getIncidentId(), incident));
    last.values().removeIf(incident -> incident.getState() == RecordState.RETRACTED);
    return last;
  }

  TopologyTestDriver intake() {
    return intake;
  }

  Topics topics() {
    return topics;
  }

  private <K, V extends SpecificRecord> TestInputTopic<K, V> input(
      TopologyTestDriver driver, Topic<K, V> topic) {
    var serdes = settings.serdes();
    return driver.createInputTopic(
        topic.name(), serdes.keys(topic).serializer(), serdes.values(topic).serializer());
  }

  private <K, V extends SpecificRecord> TestOutputTopic<K, V> output(
      TopologyTestDriver driver, Topic<K, V> topic) {
    var serdes = settings.serdes();
    return driver.createOutputTopic(
        topic.name(), serdes.keys(topic).deserializer(), serdes.values(topic).deserializer());
  }

  private static <K, V> List<TestRecord<K, V>> read(TestOutputTopic<K, V> output) {
    return output.isEmpty() ? List.of() : output.readRecordsToList();
  }

  @Override
  public void close() {
    intake.close();
    indicators.close();
    levels.close();
    region.close();
    MockSchemaRegistry.dropScope(scope);
  }
}
