package io.brinkwatch.indicators.posture;

import static io.brinkwatch.indicators.Vectors.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brinkwatch.indicators.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PostureTest {
  private static final PostureTable TABLE = PostureTable.DEFAULT;
  private static final JsonNode VECTOR = Vectors.json("posture.json");

  @Test
  void stocks_agree_with_the_reference() {
    var cases = VECTOR.get("cases");
    assertThat(cases).hasSize(3);
    for (JsonNode vector : cases) {
      var days = Vectors.intList(vector.get("days"));
      double[] expected = Vectors.doubles(vector.get("expected_stock"));
      for (int i = 0; i < expected.length; i++) {
        double stock = Posture.stock(assets(vector), days.get(i), TABLE);
        assertRelative("day " + days.get(i), stock, expected[i], 1e-12);
      }
    }
  }

  @Test
  void the_default_table_is_the_reference_table() {
    assertThat(TABLE.weight()).isEqualTo(Vectors.enumMap(Capability.class, VECTOR.get("CAP")));
    assertThat(TABLE.share()).isEqualTo(Vectors.enumMap(Deployment.class, VECTOR.get("STATUS")));
    assertThat(TABLE.freshDays()).isEqualTo(VECTOR.get("ttlDays").asInt());
    assertThat(TABLE.staleHalfLifeDays()).isEqualTo(VECTOR.get("staleHalfLifeDays").asDouble());
  }

  private static List<Asset> assets(JsonNode vector) {
    var assets = new ArrayList<Asset>();
    for (JsonNode asset : vector.get("assets")) {
      var history = new ArrayList<Sighting>();
      for (JsonNode event : asset.get("history")) {
        var deployment = Deployment.valueOf(event.get("status").asText());
        history.add(new Sighting(event.get("day").asInt(), deployment));
      }
      var capability = Capability.valueOf(asset.get("type").asText());
      double confidence = asset.get("conf").asDouble();
      assets.add(new Asset(asset.get("asset").asText(), capability, confidence, history));
    }
    return assets;
  }

  @Property(tries = 50)
  void order_is_of_no_importance(@ForAll Random random) {
    for (JsonNode vector : VECTOR.get("cases")) {
      List<Asset> assets = assets(vector);
      var shuffled = new ArrayList<Asset>();
      for (Asset asset : assets) {
        var history = new ArrayList<>(asset.history());
        Collections.shuffle(history, random);
        shuffled.add(new Asset(asset.id(), asset.capability(), asset.confidence(), history));
      }
      Collections.shuffle(shuffled, random);
      assertThat(Posture.stock(shuffled, 45, TABLE)).isEqualTo(Posture.stock(assets, 45, TABLE));
    }
  }

  @Test
  void the_index_is_the_excess_over_what_is_usual() {
    double[] year = {10, 30, 20, 12};
    assertThat(Posture.index(16, year, TABLE)).isZero();
    assertThat(Posture.index(26, year, TABLE)).isEqualTo(50);
    assertThat(Posture.index(99, year, TABLE)).isEqualTo(100);
    assertThat(Posture.index(15, new double[] {5}, TABLE)).isEqualTo(50);
    assertThatThrownBy(() -> Posture.index(1, new double[0], TABLE))
        .hasMessageContaining("needs past stocks");
  }

  @Test
  void a_build_up_is_flagged_only_while_the_tempo_surges() {
    assertThat(Posture.buildsUpWithTempo(11, 10, 0.01)).isTrue();
    assertThat(Posture.buildsUpWithTempo(11, 10, 0.02)).isFalse();
    assertThat(Posture.buildsUpWithTempo(10, 10, 0.01)).isFalse();
  }

  @Test
  void a_table_without_a_capability_is_rejected() {
    assertThatThrownBy(() -> new PostureTable(Map.of(), TABLE.share(), 60, 30, 20))
        .hasMessage("weight has no value for CSG");
  }
}
