package io.brinkwatch.indicators.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GridTest {
  /** Kilometres of a degree along a meridian. */
  private static final double DEGREE = 111.2;

  @Test
  void a_point_is_in_the_row_and_column_that_hold_it() {
    // row 80 is 32.0 to 32.4; there a column is 0.4 / cos 32.2° = 0.472700 wide, so 74 from 34.980
    assertThat(Grid.cell(32.08, 34.78)).isEqualTo("80/73");
    assertThat(Grid.cell(32.399, 34.97)).isEqualTo("80/73");
    assertThat(Grid.cell(32.08, 34.99)).isEqualTo("80/74");
    assertThat(Grid.cell(32.41, 34.78)).startsWith("81/");
    assertThat(Grid.cell(-0.1, -0.1)).isEqualTo("-1/-1");
    assertThat(Grid.cell(0, 0)).isEqualTo("0/0");
  }

  @Test
  void poles_have_a_cell_and_places_off_the_earth_none() {
    assertThat(Grid.cell(90, 180)).isEqualTo("225/4");
    assertThat(Grid.cell(-90, -180)).startsWith("-225/");
    assertThatThrownBy(() -> Grid.cell(90.1, 0)).hasMessageContaining("latitude");
    assertThatThrownBy(() -> Grid.cell(0, Double.NaN)).hasMessageContaining("longitude");
  }

  @Property(tries = 300)
  void two_points_of_a_cell_are_never_farther_apart_than_its_diagonal(
      @ForAll @DoubleRange(min = -85, max = 85) double latitude,
      @ForAll @DoubleRange(min = -179, max = 179) double longitude,
      @ForAll @DoubleRange(min = -0.8, max = 0.8) double up,
      @ForAll @DoubleRange(min = -0.8, max = 0.8) double right) {
    double width = 1 / Math.cos(Math.toRadians(latitude));
    double otherLongitude = Math.max(-180, Math.min(180, longitude + right * width));
    double high = Math.abs(up) * DEGREE;
    double wide = Math.abs(otherLongitude - longitude) / width * DEGREE;
    boolean same = Grid.cell(latitude, longitude).equals(Grid.cell(latitude + up, otherLongitude));
    if (same) {
      assertThat(high).isLessThan(45);
      assertThat(wide).isLessThan(48);
    }
  }
}
