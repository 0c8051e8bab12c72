package io.brinkwatch.indicators.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.ConfidenceTable;
import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.Reliability;
import io.brinkwatch.indicators.Vectors;
import io.brinkwatch.indicators.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static final long MINUTE = 60_000;
  private static final JsonNode VECTOR = Vectors.json("clustering.json");
  private static final List<String> PRIORITY = texts(VECTOR.at("/params/priority"));
  private static final List<String> SELF_DUPLICATING = texts(VECTOR.at("/params/selfDuplicating"));
  private static final ActorTree ACTORS = actors();

  @Test
  void clusters_agree_with_the_reference_in_any_order() {
    var cases = VECTOR.get("cases");
    assertThat(cases).hasSize(2);
    for (JsonNode vector : cases) {
      var reports = new ArrayList<Report>();
      vector.get("reports").forEach(report -> reports.add(report(report)));
      for (int seed = 0; seed < 50; seed++) {
        assertThat(clusters(reports)).isEqualTo(expected(vector));
        Collections.shuffle(reports, new Random(seed));
      }
    }
  }

  @Test
  void the_confidence_of_each_cluster_agrees_with_the_reference() {
    for (JsonNode vector : VECTOR.get("cases")) {
      var votes = new HashMap<String, Vote>();
      vector.get("reports").forEach(report -> votes.put(report.get("id").asText(), vote(report)));
      for (JsonNode cluster : vector.get("expected")) {
        var supporting = texts(cluster.get("members")).stream().map(votes::get).toList();
        assertThat(ConfidenceTable.DEFAULT.confidence(supporting, List.of()))
            .as("" + cluster)
            .isCloseTo(cluster.get("confidence").asDouble(), Offset.offset(1e-12));
      }
    }
  }

  private static List<Cluster> expected(JsonNode vector) {
    var clusters = new ArrayList<Cluster>();
    for (JsonNode cluster : vector.get("expected")) {
      clusters.add(new Cluster(cluster.get("clusterId").asText(), texts(cluster.get("members"))));
    }
    return clusters;
  }

  private static Report report(JsonNode report) {
    return new Report(
        report.get("id").asText(),
        feed(report.get("family").asText()),
        report.get("cls").asText(),
        report.get("actor").asText(),
        report.get("target").asText(),
        report.get("start").asLong() * MINUTE,
        report.get("end").asLong() * MINUTE,
        new Place(
            report.get("lat").asDouble(),
            report.get("lon").asDouble(),
            report.get("radius").asDouble()));
  }

  private static Vote vote(JsonNode report) {
    return new Vote(
        report.get("family").asText(),
        Reliability.valueOf(report.get("rel").asText()),
        Credibility.valueOf("C" + report.get("cred").asInt()));
  }

  private static Feed feed(String name) {
    return new Feed(name, PRIORITY.indexOf(name), SELF_DUPLICATING.contains(name));
  }

  private static ActorTree actors() {
    var parent = new HashMap<String, String>();
    VECTOR
        .at("/params/PARENT")
        .properties()
        .forEach(field -> parent.put(field.getKey(), field.getValue().asText()));
    return new ActorTree(parent);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<Cluster> clusters(Collection<Report> reports) {
    return Clustering.of(reports, ACTORS, MatchParams.DEFAULT);
  }

  @Property(tries = 200)
  void every_order_gives_the_same_clusters(
      @ForAll("blocks") List<Report> block, @ForAll Random random) {
    var shuffled = new ArrayList<>(block);
    Collections.shuffle(shuffled, random);
    assertThat(clusters(shuffled)).isEqualTo(clusters(block));
  }

  @Property(tries = 200)
  void every_report_is_in_one_cluster_and_no_curated_feed_twice(
      @ForAll("blocks") List<Report> block) {
    List<Cluster> clusters = clusters(block);
    assertThat(clusters.stream().flatMap(cluster -> cluster.members().stream()))
        .containsExactlyInAnyOrderElementsOf(block.stream().map(Report::id).toList());
    Map<String, Report> byId = block.stream().collect(Collectors.toMap(Report::id, r -> r));
    for (Cluster cluster : clusters) {
      assertThat(cluster.members().stream().map(byId::get).map(Report::feed))
          .filteredOn(feed -> !feed.selfDuplicating())
          .doesNotHaveDuplicates();
    }
  }

  @Property(tries = 200)
  void copies_of_wire_reports_make_no_new_incident(@ForAll("blocks") List<Report> block) {
    var copied = new ArrayList<>(block);
    block.stream().filter(r -> r.feed().selfDuplicating()).map(r -> copy(r)).forEach(copied::add);
    assertThat(clusters(copied).stream().map(Cluster::id))
        .isEqualTo(clusters(block).stream().map(Cluster::id).toList());
  }

  /** Its id sorts directly after the original's. */
  private static Report copy(Report report) {
    return new Report(
        report.id() + "'",
        report.feed(),
        report.rootClass(),
        report.actor(),
        report.target(),
        report.startMillis(),
        report.endMillis(),
        report.place());
  }

  @Provide
  Arbitrary<List<Report>> blocks() {
    Arbitrary<Report> report =
        Combinators.combine(
                Arbitraries.of(PRIORITY),
                Arbitraries.of("ROCKET", "AIR_STRIKE"),
                Arbitraries.of("ISRAEL", "IDF", "HEZBOLLAH", "UNK"),
                Arbitraries.longs().between(0, 48),
                Arbitraries.of(0L, 1L, 24L),
                Arbitraries.integers().between(0, 8),
                Arbitraries.of(0.0, 5.0, 15.0))
            .as(
                (feed, rootClass, actor, hour, hours, cell, radius) ->
                    new Report(
                        "",
                        feed(feed),
                        rootClass,
                        actor,
                        "UNK",
                        hour * 60 * MINUTE,
                        (hour + hours) * 60 * MINUTE,
                        new Place(33 + cell * 0.05, 35.5, radius)));
    return report.list().ofMaxSize(12).map(ClusteringTest::numbered);
  }

  private static List<Report> numbered(List<Report> reports) {
    var numbered = new ArrayList<Report>();
    for (Report r : reports) {
      numbered.add(
          new Report(
              "r" + (10 + numbered.size()),
              r.feed(),
              r.rootClass(),
              r.actor(),
              r.target(),
              r.startMillis(),
              r.endMillis(),
              r.place()));
    }
    return numbered;
  }

  @Test
  void a_better_report_takes_over_and_leaves_a_tombstone() {
    Report wire = at("w", "WIRE", 60);
    Report curated = at("c", "CURATED", 90);
    List<Cluster> before = clusters(List.of(wire));
    List<Cluster> after = clusters(List.of(wire, curated));
    assertThat(after).containsExactly(new Cluster("c", List.of("c", "w")));
    assertThat(Tombstone.between(before, after)).containsExactly(new Tombstone("w", List.of("c")));
    assertThat(Tombstone.between(after, before)).containsExactly(new Tombstone("c", List.of("w")));
    assertThat(Tombstone.between(before, List.of())).containsExactly(new Tombstone("w", List.of()));
  }

  @Test
  void six_hours_apart_still_match_and_a_minute_more_does_not() {
    Report first = at("a", "WIRE", 0);
    assertThat(clusters(List.of(first, at("b", "WIRE", 360)))).hasSize(1);
    assertThat(clusters(List.of(first, at("b", "WIRE", 361)))).hasSize(2);
  }

  private static Report at(String id, String feed, long minute) {
    var place = new Place(33.5, 35.5, 1);
    long time = minute * MINUTE;
    return new Report(id, feed(feed), "ROCKET", "UNK", "ISRAEL", time, time, place);
  }

  @Test
  void a_repeated_id_and_a_backward_interval_are_rejected() {
    Report report = at("a", "WIRE", 0);
    assertThatThrownBy(() -> clusters(List.of(report, report)))
        .hasMessage("two reports have the id a");
    assertThatThrownBy(
            () -> new Report("x", feed("WIRE"), "ROCKET", "A", "B", 2, 1, report.place()))
        .hasMessage("report x ends before it starts");
  }

  @Test
  void an_actor_is_compatible_with_those_above_and_below_but_not_beside_it() {
    assertThat(ACTORS.test("RADWAN", "HEZBOLLAH")).isTrue();
    assertThat(ACTORS.test("ISRAEL", "IAF")).isTrue();
    assertThat(ACTORS.test("UNK", "IAF")).isTrue();
    assertThat(ACTORS.test("USN", "CENTCOM")).isFalse();
    assertThatThrownBy(() -> new ActorTree(Map.of("A", "B", "B", "A")))
        .hasMessageContaining("is above itself");
  }
}
