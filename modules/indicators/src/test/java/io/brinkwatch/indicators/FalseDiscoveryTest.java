package io.brinkwatch.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** The fifteen p-values of Benjamini and Hochberg (1995), section 3.2; four pass at 0.05. */
  @Test
  void the_example_of_the_paper_has_four_discoveries() {
    var p =
        named(
            List.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                0.4262, 0.5719, 0.6528, 0.7590, 1.0000));
    assertThat(FalseDiscovery.alarms(p, 0.05)).containsExactly("s00", "s01", "s02", "s03");
  }

  @Test
  void quiet_series_rarely_alarm() {
    var random = new Random(5);
    int days = 0;
    for (int day = 0; day < 1000; day++) {
      var p = named(random.doubles(20).boxed().toList());
      days += FalseDiscovery.alarms(p, 0.1).isEmpty() ? 0 : 1;
    }
    assertThat(days).isBetween(70, 130); // 100 expected, standard deviation 9.5
  }

  @Property
  void a_higher_rate_never_takes_an_alarm_away(
      @ForAll @Size(max = 20) List<@DoubleRange(min = 0, max = 1) Double> pValues) {
    var p = named(pValues);
    assertThat(FalseDiscovery.alarms(p, 0.2)).containsAll(FalseDiscovery.alarms(p, 0.1));
    assertThat(FalseDiscovery.alarms(p, 1)).hasSameSizeAs(pValues);
  }

  private static Map<String, Double> named(List<Double> pValues) {
    var named = new TreeMap<String, Double>();
    for (Double p : pValues) {
      named.put("s%02d".formatted(named.size()), p);
    }
    return named;
  }

  @Test
  void what_is_no_probability_is_rejected() {
    assertThatThrownBy(() -> FalseDiscovery.alarms(Map.of("a", 1.5), 0.1))
        .hasMessageContaining("p-value of a");
    assertThatThrownBy(() -> FalseDiscovery.alarms(Map.of(), 0)).hasMessageContaining("rate");
  }
}
