package io.brinkwatch.bench;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.GeoPrecision;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.registry.TrustedClasses;
import io.brinkwatch.streams.corroboration.Corroboration;
import io.brinkwatch.streams.corroboration.Revision;
import io.brinkwatch.streams.corroboration.Sightings;
import io.brinkwatch.streams.store.TimeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One report more of a town of which so many are known, each a day long: neighbouring days match,
 * so all of them hang together.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class JoiningBench {
  private static final String THEATRE = "NORTH";
  private static final Instant START = Instant.parse("2023-10-02T00:00:00Z");

  static {
    TrustedClasses.trust(Incident.class.getPackageName());
  }

  /** Reports of the town. */
  @Param({"1", "100", "500", "2000"})
  public int reports;

  /** Reports of one day: few make a long chain, many a heap. */
  @Param({"1", "10"})
  public int perDay;

  private Corroboration corroboration;
  private Revision one;
  private List<Revision> changed;

  @Setup
  public void fill() {
    KeyValueStore<TimeKey, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("sightings"), TimeKey.serde(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    var sightings = new Sightings(store);
    corroboration = new Corroboration(sightings);
    for (int i = 0; i < reports; i++) {
      sightings.take(THEATRE, come(i, i / perDay));
    }
    one = come(reports, reports / perDay);
  }

  private static Revision come(int number, int day) {
    String id = "w%05d".formatted(number);
    return new Revision(id, Optional.empty(), Optional.of(report(id, day)));
  }

  private static Incident report(String id, int day) {
    Instant from = START.plus(Duration.ofDays(day));
    return Incident.newBuilder()
        .setIncidentId(id)
        .setVersion(1)
        .setTheatre(THEATRE)
        .setType(IncidentType.CROSS_BORDER_STRIKE)
        .setOccurredFrom(from)
        .setOccurredTo(from.plus(Duration.ofDays(1)))
        .setPublishedAt(from.plus(Duration.ofDays(1)))
        .setPlace(
            Place.newBuilder()
                .setName("town")
                .setLatitude(33.1)
                .setLongitude(35.5)
                .setPrecision(GeoPrecision.NEAR)
                .build())
        .setReports(
            List.of(
                ReportRef.newBuilder()
                    .setReportId(id)
                    .setVersion(1)
                    .setFeed("wire")
                    .setFamily(FeedFamily.WIRE)
                    .setPublisher("AGENCY")
                    .setReliability(io.brinkwatch.model.Reliability.B)
                    .setCredibility(io.brinkwatch.model.Credibility.C2)
                    .build()))
        .build();
  }

  @Benchmark
  public List<Revision> joined() {
    changed = corroboration.incidents(THEATRE, List.of(one));
    return changed;
  }

  /**
   * Days pair off from the first on, each anchor taking the day after it: so the newest report
   * joins the incident of its day or of the day before, or begins one.
   */
  @TearDown
  public void judge() {
    int day = reports / perDay;
    int first = reports % perDay == 0 || day % 2 == 1 ? (day - day % 2) * perDay : day * perDay;
    Verdicts.same("incidents changed", 1, changed.size());
    Verdicts.same("incident", "w%05d".formatted(first), changed.get(0).id());
  }
}
