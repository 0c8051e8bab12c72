package io.brinkwatch.indicators.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brinkwatch.indicators.Alarm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tempo by the hour of a theatre. */
class HourlyTest {
  private static final int DAYS = 60;

  private final List<Told> told = new ArrayList<>();

  /** An act of force that began so many hours ago and took so many minutes. */
  private Told act(int hoursAgo, int minutes) {
    int hour = DAYS * 24 - hoursAgo;
    Told act = Told.of("i" + told.size(), hour / 24).at(hour % 24).lastingMinutes(minutes);
    told.add(act);
    return act;
  }

  /** One act every other hour, for so many days up to yesterday. */
  private void steady(int days) {
    for (int hour = 24; hour < 24 * days; hour += 2) {
      act(hour, 30);
    }
  }

  private TempoOf read() {
    return Stage.of(DAYS).tell(told.toArray(Told[]::new)).assess().hourly().orElseThrow();
  }

  private boolean isRead() {
    return Stage.of(DAYS).tell(told.toArray(Told[]::new)).assess().hourly().isPresent();
  }

  @Test
  void a_burst_within_hours_is_seen_before_the_day_has_ended() {
    steady(34);
    for (int i = 0; i < 12; i++) {
      act(2, 10 + i);
    }

    TempoOf tempo = read();

    assertThat(tempo.reading().orElseThrow().chosen().w()).isEqualTo(6);
    assertThat(tempo.reading().orElseThrow().alarm()).isEqualTo(Alarm.SEVERE);
    assertThat(tempo.value().status()).isEqualTo(Status.OK);
    assertThat(tempo.value().evidence().listed()).hasSize(12);
    assertThat(tempo.value().evidence().listed().stream().mapToDouble(Share::points).sum())
        .isCloseTo(tempo.value().value(), within(1e-9));
  }

  @Test
  void what_goes_on_as_before_is_no_burst() {
    for (int hour = 1; hour < 24 * 34; hour += 2) {
      act(hour, 30);
    }

    assertThat(read().value().value()).isZero();
  }

  @Test
  void a_series_too_thin_for_hours_has_no_reading() {
    for (int hour = 24; hour < 24 * 34; hour += 6) {
      act(hour, 30);
    }

    assertThat(isRead()).isFalse();
    steady(34);
    assertThat(isRead()).isTrue();
  }

  @Test
  void what_is_known_by_the_day_or_not_of_the_theatre_does_not_count_by_the_hour() {
    steady(34);
    double before = read().value().value();
    for (int i = 0; i < 30; i++) {
      act(3, 61);
    }
    for (int i = 0; i < 30; i++) {
      act(1, 10).visiting();
      act(1, 10).peaceful();
    }

    assertThat(read().value().value()).isEqualTo(before);
  }

  @Test
  void the_order_in_which_it_was_told_leaves_no_trace() {
    steady(34);
    for (int i = 0; i < 7; i++) {
      act(1 + i, 20);
    }
    TempoOf before = read();
    Collections.shuffle(told, new Random(5));

    assertThat(read()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void an_outage_is_no_lull_and_its_end_no_burst() {
    steady(34);
    int end = DAYS - 1;
    Stage stage = Stage.of(DAYS).tell(told.toArray(Told[]::new)).dark(end - 3, end);

    assertThat(stage.assess().hourly().orElseThrow().value().value()).isZero();
    assertThat(Stage.of(DAYS).tell(told.toArray(Told[]::new)).dark(end, DAYS).assess().hourly())
        .isEmpty();
  }
}
