package io.brinkwatch.indicators;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.math.GammaPoissonSeries;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempoTest {
  private static final TempoParams PARAMS = TempoParams.DEFAULT;

  @Test
  void windows_agree_with_an_independent_implementation() {
    int checked = 0;
    for (JsonNode series : Vectors.json("gpat.json").get("cases")) {
      for (JsonNode expected : series.get("expected")) {
        assertWindow(series, expected);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(4384);
  }

  private static void assertWindow(JsonNode series, JsonNode expected) {
    Tempo.Window actual =
        Tempo.window(
            Vectors.longs(series.get("y")),
            Vectors.doubles(series.get("e")),
            expected.get("t").asInt(),
            expected.get("w").asInt(),
            weekday(series),
            PARAMS);
    String at = series.get("series") + " " + series.get("variant") + " " + expected + " ";
    assertThat(actual.status().name()).as(at).isEqualTo(expected.get("status").asText());
    assertThat(actual.hasValues()).as(at).isEqualTo(expected.has("mu"));
    if (actual.hasValues()) {
      assertValues(at, actual, expected);
    }
  }

  private static OptionalInt weekday(JsonNode series) {
    boolean known = series.get("useDow").asBoolean();
    return known ? OptionalInt.of(series.get("dow0").asInt()) : OptionalInt.empty();
  }

  private static void assertValues(String at, Tempo.Window actual, JsonNode expected) {
    assertThat(actual.n()).as(at).isEqualTo(expected.get("n").asInt());
    assertThat(actual.y()).as(at).isEqualTo(expected.get("y").asLong());
    assertRelative(at + "exposure", actual.exposure(), expected.get("exposure").asDouble(), 1e-8);
    assertRelative(at + "m", actual.m(), expected.get("m").asDouble(), 1e-8);
    assertRelative(at + "phi", actual.phi(), expected.get("phi").asDouble(), 1e-8);
    assertRelative(at + "a", actual.a(), expected.get("a").asDouble(), 1e-8);
    assertRelative(at + "b", actual.b(), expected.get("b").asDouble(), 1e-8);
    assertRelative(at + "mu", actual.mu(), expected.get("mu").asDouble(), 1e-8);
    assertRelative(at + "r", actual.r(), expected.get("r").asDouble(), 1e-8);
    assertRelative(at + "p", actual.p(), expected.get("p").asDouble(), 1e-8);
    assertRelative(at + "pmid", actual.pMid(), expected.get("pmid").asDouble(), 1e-8);
    assertRelative(at + "plow", actual.pLow(), expected.get("plow").asDouble(), 1e-8);
    assertAbsolute(at + "z", actual.z(), expected.get("z").asDouble(), 1e-6);
    assertRelative(at + "rr", actual.rr(), expected.get("rr").asDouble(), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 28})
  void without_dispersion_guard_and_prior_it_is_the_bayesian_detector_of_r(int baseline) {
    var special =
        new TempoParams(TempoBin.DAY, baseline, 0, 0.5, 1e-13, 1, 1e18, 4, 182, 20, 56, 7, 28, 180);
    for (String name : GammaPoissonSeries.NAMES) {
      var rows = GammaPoissonSeries.rows(name);
      long[] counts = GammaPoissonSeries.counts(rows);
      for (int t = baseline; t < counts.length; t++) {
        double p = Tempo.window(counts, seen(counts.length), t, 1, noWeekdays(), special).p();
        double expected = Double.parseDouble(rows.get(t).get("w" + baseline + "_ptail"));
        assertRelative(name + " " + t, p, expected, 1e-9);
      }
    }
  }

  @Test
  void a_day_far_above_a_quiet_past_is_severe() {
    long[] counts = quiet(120);
    counts[119] = 20;
    Tempo.Reading reading = read(counts, seen(120));
    assertThat(reading.status()).isEqualTo(TempoStatus.OK);
    assertThat(reading.chosen().w()).isEqualTo(1);
    assertThat(reading.alarm()).isEqualTo(Alarm.SEVERE);
    assertThat(reading.index()).isGreaterThan(60);
    assertThat(reading.pointsPerIncident() * 20).isCloseTo(reading.index(), within(1e-9));
  }

  @Test
  void a_usual_day_raises_nothing() {
    Tempo.Reading reading = read(quiet(120), seen(120));
    assertThat(reading.alarm()).isEqualTo(Alarm.NONE);
    assertThat(reading.index()).isZero();
    assertThat(reading.falling()).isFalse();
  }

  @Test
  void a_slow_rise_over_a_week_is_found_by_the_week() {
    long[] counts = quiet(120);
    Arrays.fill(counts, 113, 120, 4);
    Tempo.Reading reading = read(counts, seen(120));
    assertThat(reading.chosen()).isEqualTo(reading.sustained());
    assertThat(reading.alarm()).isEqualTo(Alarm.SEVERE);
    assertThat(reading.p()).isEqualTo(3 * reading.chosen().p());
    assertThat(reading.negLog10P())
        .isCloseTo(reading.chosen().negLog10P() - Math.log10(3), within(1e-12));
  }

  @Test
  void a_busy_series_is_judged_by_its_last_day_alone() {
    long[] counts = constant(120, 12);
    Arrays.fill(counts, 113, 119, 60);
    Tempo.Reading reading = read(counts, seen(120));
    assertThat(reading.chosen().w()).isEqualTo(1);
    assertThat(reading.p()).isEqualTo(reading.chosen().p());
    assertThat(reading.alarm()).isEqualTo(Alarm.NONE);
    assertThat(reading.sustained().p()).isLessThan(1e-4);
  }

  @ParameterizedTest
  @CsvSource({"0.034, NONE", "0.033, NOTICE", "0.01, ALERT", "0.0011, ALERT", "0.001, SEVERE"})
  void an_alarm_is_named_by_its_recurrence_interval(double p, Alarm expected) {
    assertThat(Alarm.of(p)).isEqualTo(expected);
  }

  @Test
  void a_young_series_raises_no_alarm_whatever_happens() {
    long[] counts = quiet(13);
    counts[12] = 1000;
    Tempo.Reading reading = read(counts, seen(13));
    assertThat(reading.status()).isEqualTo(TempoStatus.WARMUP);
    assertThat(reading.p()).isLessThan(1e-3);
    assertThat(reading.alarm()).isEqualTo(Alarm.NONE);
    assertThat(reading.index()).isZero();
  }

  @Test
  void a_dark_feed_reads_no_data_and_nothing_else() {
    var exposure = seen(120);
    Arrays.fill(exposure, 110, 120, 0);
    Tempo.Reading reading = read(quiet(120), exposure);
    assertThat(reading.status()).isEqualTo(TempoStatus.NO_DATA);
    assertThat(reading.p()).isEqualTo(1);
    assertThat(reading.rr()).isEqualTo(1);
    assertThat(reading.index()).isZero();
    assertThat(reading.alarm()).isEqualTo(Alarm.NONE);
    assertThat(reading.falling()).isFalse();
    assertThat(reading.chosen().mu()).isNaN();
  }

  @Test
  void a_dark_last_day_leaves_a_slow_series_its_week() {
    long[] counts = quiet(120);
    Arrays.fill(counts, 113, 119, 5);
    var exposure = seen(120);
    exposure[119] = 0;
    Tempo.Reading reading = read(counts, exposure);
    assertThat(reading.status()).isEqualTo(TempoStatus.OK);
    assertThat(reading.chosen().w()).isEqualTo(7);
    assertThat(reading.alarm()).isEqualTo(Alarm.SEVERE);
  }

  @Test
  void a_week_of_nothing_is_falling_only_if_the_feed_was_there() {
    long[] counts = constant(120, 3);
    Arrays.fill(counts, 113, 120, 0);
    var exposure = seen(120);
    assertThat(read(counts, exposure).falling()).isTrue();
    exposure[115] = 0.79;
    assertThat(read(counts, exposure).falling()).isFalse();
  }

  @Test
  void an_empty_day_of_a_busy_series_is_falling() {
    long[] counts = constant(120, 30);
    counts[119] = 0;
    assertThat(read(counts, seen(120)).falling()).isTrue();
  }

  @Test
  void a_series_with_its_own_history_of_surges_is_calibrated_by_it() {
    long[] counts = clustered(366);
    counts[365] = 25;
    Tempo.Reading reading = read(counts, seen(366));
    assertThat(reading.calibrated()).isTrue();
    assertThat(reading.p()).isGreaterThan(reading.chosen().p());
    assertThat(reading.negLog10P()).isCloseTo(-Math.log10(reading.p()), within(1e-12));
    assertThat(reading.p()).isEqualTo(ownNull(counts).upperTail(reading.chosen().z()));
  }

  @Test
  void an_even_history_makes_no_alarm_easier() {
    long[] counts = constant(366, 12);
    counts[365] = 25;
    Tempo.Reading reading = read(counts, seen(366));
    assertThat(reading.calibrated()).isTrue();
    assertThat(ownNull(counts).upperTail(reading.chosen().z())).isLessThan(reading.chosen().p());
    assertThat(reading.p()).isEqualTo(reading.chosen().p());
  }

  /** The 180 latest values that end seven days before the last bin. */
  private static EmpiricalNull ownNull(long[] counts) {
    var z = new double[180];
    for (int i = 0; i < z.length; i++) {
      int t = counts.length - 1 - 7 - i;
      z[i] = Tempo.window(counts, seen(counts.length), t, 1, noWeekdays(), PARAMS).z();
    }
    return EmpiricalNull.of(z);
  }

  @Test
  void too_short_a_history_calibrates_nothing() {
    // 14 bins until the first usable window of one day, 180 of them, and the guard
    assertThat(read(constant(201, 12), seen(201)).calibrated()).isTrue();
    assertThat(read(constant(200, 12), seen(200)).calibrated()).isFalse();
  }

  @Test
  void a_busy_weekday_is_no_surge_once_weekdays_are_known() {
    var counts = new long[196];
    Arrays.setAll(counts, day -> day % 7 == 6 ? 30 : 6);
    double[] seen = seen(196);
    var blind = Tempo.window(counts, seen, 195, 1, noWeekdays(), PARAMS);
    var knowing = Tempo.window(counts, seen, 195, 1, OptionalInt.of(0), PARAMS);
    assertThat(blind.p()).isLessThan(0.05);
    assertThat(knowing.p()).isGreaterThan(0.3);
  }

  @Test
  void what_is_not_a_series_is_rejected() {
    long[] counts = quiet(20);
    assertThatThrownBy(() -> read(counts, seen(19))).hasMessageContaining("one exposure per count");
    assertThatThrownBy(() -> Tempo.read(counts, seen(20), 20, noWeekdays(), PARAMS))
        .hasMessageContaining("no bin 20");
    assertThatThrownBy(() -> Tempo.window(counts, seen(20), 19, 0, noWeekdays(), PARAMS))
        .hasMessageContaining("w must be positive");
  }

  @Property(tries = 200)
  void bins_without_exposure_do_not_matter_whatever_their_count(
      @ForAll("series") long[] counts, @ForAll("exposures") double[] exposure, @ForAll long seed) {
    long[] other = counts.clone();
    var random = new Random(seed);
    for (int i = 0; i < LENGTH; i++) {
      other[i] = exposure[i] == 0 ? random.nextInt(1_000_000) : counts[i];
    }
    for (OptionalInt weekday : new OptionalInt[] {noWeekdays(), OptionalInt.of(3)}) {
      assertThat(Tempo.read(other, exposure, LENGTH - 1, weekday, PARAMS))
          .isEqualTo(Tempo.read(counts, exposure, LENGTH - 1, weekday, PARAMS));
    }
  }

  @Property(tries = 200)
  void later_bins_do_not_matter(
      @ForAll("series") long[] counts,
      @ForAll("exposures") double[] exposure,
      @ForAll @IntRange(max = LENGTH - 1) int t) {
    assertThat(Tempo.read(counts, exposure, t, noWeekdays(), PARAMS))
        .isEqualTo(read(Arrays.copyOf(counts, t + 1), Arrays.copyOf(exposure, t + 1)));
  }

  @Property(tries = 300)
  void every_value_of_a_reading_stays_in_its_range(
      @ForAll("series") long[] counts,
      @ForAll("exposures") double[] exposure,
      @ForAll @IntRange(max = LENGTH - 1) int t) {
    Tempo.Reading reading = Tempo.read(counts, exposure, t, OptionalInt.of(3), PARAMS);
    assertThat(reading.p()).isBetween(0.0, 1.0);
    assertThat(reading.negLog10P()).isGreaterThanOrEqualTo(0).isFinite();
    assertThat(reading.rr()).isPositive().isFinite();
    assertThat(reading.index()).isBetween(0.0, 100.0);
    if (!reading.status().usable()) {
      assertThat(reading.index()).isZero();
      assertThat(reading.alarm()).isEqualTo(Alarm.NONE);
    }
    if (reading.chosen().hasValues()) {
      assertThat(reading.chosen().pMid()).isBetween(0.0, 1.0);
      assertThat(reading.chosen().pLow()).isBetween(0.0, 1.0);
      assertThat(reading.chosen().phi()).isGreaterThanOrEqualTo(1);
      assertThat(reading.chosen().z()).isBetween(-7.1, 7.1);
    }
  }

  @Property(tries = 200)
  void one_more_incident_today_never_lowers_the_surprise(
      @ForAll("series") long[] counts, @ForAll @IntRange(min = 1, max = 7) int w) {
    double before = Tempo.window(counts, seen(LENGTH), LENGTH - 1, w, noWeekdays(), PARAMS).p();
    counts[LENGTH - 1]++;
    double after = Tempo.window(counts, seen(LENGTH), LENGTH - 1, w, noWeekdays(), PARAMS).p();
    assertThat(after).isLessThanOrEqualTo(before * (1 + 1e-12));
  }

  private static final int LENGTH = 120;

  @Provide
  Arbitrary<long[]> series() {
    var quiet = Arbitraries.longs().between(0, 3);
    var busy = Arbitraries.longs().between(0, 200);
    var wild = Arbitraries.longs().between(0, 1_000_000);
    return Arbitraries.of(quiet, busy, wild)
        .flatMap(count -> count.array(long[].class).ofSize(LENGTH));
  }

  @Provide
  Arbitrary<double[]> exposures() {
    var mixed = Arbitraries.of(0.0, 0.3, 0.9, 1.0);
    var mostly =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(1.0)), Tuple.of(1, Arbitraries.just(0.0)));
    return Arbitraries.of(mixed, mostly).flatMap(e -> e.array(double[].class).ofSize(LENGTH));
  }

  private static Tempo.Reading read(long[] counts, double[] exposure) {
    return Tempo.read(counts, exposure, counts.length - 1, noWeekdays(), PARAMS);
  }

  private static OptionalInt noWeekdays() {
    return OptionalInt.empty();
  }

  private static long[] quiet(int bins) {
    var counts = new long[bins];
    Arrays.setAll(counts, day -> day % 2);
    return counts;
  }

  private static long[] constant(int bins, long count) {
    var counts = new long[bins];
    Arrays.fill(counts, count);
    return counts;
  }

  /** Ten days of many, then ten days of few, and so on. */
  private static long[] clustered(int bins) {
    var counts = new long[bins];
    Arrays.setAll(counts, day -> day / 10 % 2 == 0 ? 14 + day % 3 : 2 + day % 3);
    return counts;
  }

  private static double[] seen(int bins) {
    var exposure = new double[bins];
    Arrays.fill(exposure, 1);
    return exposure;
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }
}
