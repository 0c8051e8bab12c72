package io.brinkwatch.streams.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.indicators.theatre.Sourcing;
import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.streams.reference.PolicyRules;
import io.brinkwatch.testkit.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The cast's policy trusts sources graded A and B. */
class TestimonyTest {
  private static final PolicyRules POLICY = PolicyRules.of(Cast.policy());

  private static ReportRef.Builder report(String publisher, Reliability reliability) {
    return ReportRef.newBuilder()
        .setReportId(publisher)
        .setVersion(1)
        .setFeed("feed")
        .setFamily(FeedFamily.WIRE)
        .setPublisher(publisher)
        .setReliability(reliability)
        .setCredibility(Credibility.C2);
  }

  private static Testimony of(ReportRef.Builder... reports) {
    return Testimony.of(List.of(reports).stream().map(ReportRef.Builder::build).toList(), POLICY);
  }

  private static OptionalDouble trusted(ReportRef.Builder... reports) {
    return of(reports).sourcing().trusted();
  }

  @Test
  void what_no_trusted_source_tells_is_not_there_for_them() {
    assertThat(trusted(report("a", Reliability.C), report("b", Reliability.F))).isEmpty();
  }

  @Test
  void trusted_sources_alone_are_as_sure_as_if_nobody_else_had_told() {
    var best = report("a", Reliability.A);

    assertThat(trusted(best, report("b", Reliability.C))).hasValue(of(best).confidence());
    assertThat(of(best, report("b", Reliability.C)).confidence())
        .isGreaterThan(of(best).confidence());
  }

  @Test
  void two_voices_stay_one_if_it_is_a_third_that_shows_it() {
    var one = report("one", Reliability.A).setStory(1L);
    var other = report("other", Reliability.A).setStory(2L);
    var both = report("both", Reliability.D).setReportId("both-1").setStory(1L);
    var again = report("both", Reliability.D).setReportId("both-2").setStory(2L);

    assertThat(trusted(one, other)).hasValue(of(one, other).confidence());
    assertThat(trusted(one, other, both, again)).hasValue(of(one).confidence());
  }

  @Test
  void a_denial_counts_if_it_is_trusted() {
    var told = report("a", Reliability.A);

    assertThat(trusted(told, report("b", Reliability.C).setDenies(true)))
        .hasValue(of(told).confidence());
    assertThat(trusted(told, report("b", Reliability.B).setDenies(true)).orElseThrow())
        .isLessThan(of(told).confidence());
  }

  @Test
  void each_source_is_listed_once_and_no_more_than_eight() {
    var reports = new ArrayList<ReportRef.Builder>();
    for (int i = 0; i < 11; i++) {
      reports.add(report("p" + i, Reliability.B));
      reports.add(report("p" + i, Reliability.B).setReportId("again-" + i));
    }
    Sourcing sourcing = of(reports.toArray(ReportRef.Builder[]::new)).sourcing();

    assertThat(sourcing.listed())
        .extracting(Sourcing.Source::publisher)
        .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7");
    assertThat(sourcing.more()).isEqualTo(3);
  }

  @Property(tries = 200)
  void where_nobody_denies_trusted_sources_alone_are_never_surer(@ForAll Random random) {
    var reports = new ArrayList<ReportRef.Builder>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      reports.add(
          report("p" + random.nextInt(5), Reliability.values()[random.nextInt(6)])
              .setReportId("r" + i)
              .setCredibility(Credibility.values()[random.nextInt(6)])
              .setStory(random.nextBoolean() ? (long) random.nextInt(3) : null));
    }
    Testimony testimony = of(reports.toArray(ReportRef.Builder[]::new));

    assertThat(testimony.sourcing().trusted().orElse(0))
        .isLessThanOrEqualTo(testimony.confidence());
  }
}
