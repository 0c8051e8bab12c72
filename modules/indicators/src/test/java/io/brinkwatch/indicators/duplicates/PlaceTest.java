package io.brinkwatch.indicators.duplicates;

import static io.brinkwatch.indicators.Vectors.assertAbsolute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void distances_agree_with_the_reference() {
    var cases = Vectors.json("haversine.json").get("cases");
    assertThat(cases).hasSize(6);
    for (JsonNode vector : cases) {
      double distance = place(vector.get("a"), 0).distanceKm(place(vector.get("b"), 0));
      assertAbsolute("" + vector, distance, vector.get("expected_km").asDouble(), 1e-6);
    }
  }

  private static Place place(JsonNode point, double radiusKm) {
    return new Place(point.get(0).asDouble(), point.get(1).asDouble(), radiusKm);
  }

  @Property
  void distance_is_the_same_both_ways_and_at_most_half_way_round(
      @ForAll @DoubleRange(min = -90, max = 90) double lat,
      @ForAll @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @DoubleRange(min = -90, max = 90) double otherLat,
      @ForAll @DoubleRange(min = -180, max = 180) double otherLon) {
    var place = new Place(lat, lon, 0);
    var other = new Place(otherLat, otherLon, 0);
    assertThat(place.distanceKm(other)).isEqualTo(other.distanceKm(place)).isBetween(0.0, 20015.2);
  }

  @Test
  void circles_that_touch_are_not_apart() {
    var beirut = new Place(33.8938, 35.5018, 100);
    assertThat(beirut.gapKm(new Place(32.0853, 34.7818, 100))).isBetween(12.0, 12.1);
    assertThat(beirut.gapKm(new Place(32.0853, 34.7818, 113))).isZero();
  }

  @Test
  void a_place_off_the_earth_is_rejected() {
    assertThatThrownBy(() -> new Place(91, 0, 0)).hasMessageContaining("latitude");
    assertThatThrownBy(() -> new Place(0, 181, 0)).hasMessageContaining("longitude");
    assertThatThrownBy(() -> new Place(0, 0, Double.NaN)).hasMessageContaining("radiusKm");
  }
}
