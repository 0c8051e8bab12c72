package io.brinkwatch.indicators.region;

import io.brinkwatch.indicators.FalseDiscovery;
import io.brinkwatch.indicators.RegionalIndex;
import io.brinkwatch.indicators.RegionalLevel;
import io.brinkwatch.indicators.spread.CoSurge;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The region at one evaluation, from the outcomes of its theatres: nothing that happened is added a
 * second time.
 *
 * @param level 0 to 6
 * @param pressure that of the theatre under most, [0, 100]
 * @param spreadBits of all theatres, ≥ 0
 * @param alarms theatres whose tempo alarms, at a false discovery rate of one in ten
 */
public record Region(
    RegionalIndex index,
    int level,
    double pressure,
    double spreadBits,
    CoSurge coSurge,
    SortedSet<String> alarms) {

  /**
   * Puts theatres together, in any order.
   *
   * @param weights of theatres, [0, 1], sum at most 1; one that is not listed has none
   */
  public static Region of(Collection<Standing> theatres, Map<String, Double> weights) {
    List<Standing> sorted =
        theatres.stream().sorted(Comparator.comparing(Standing::theatre)).toList();
    var index = new TreeMap<String, Double>();
    var weight = new TreeMap<String, Double>();
    var tempo = new TreeMap<String, Double>();
    double bits = 0;
    double pressure = 0;
    int surging = 0;
    for (Standing standing : sorted) {
      index.put(standing.theatre(), standing.index());
      weight.put(standing.theatre(), weights.getOrDefault(standing.theatre(), 0.0));
      standing.tempo().ifPresent(p -> tempo.put(standing.theatre(), p));
      bits += standing.spreadBits();
      pressure = Math.max(pressure, standing.pressure());
      surging += standing.tempo().isPresent() && standing.surged() ? 1 : 0;
    }
    return new Region(
        RegionalIndex.of(index, weight),
        RegionalLevel.of(sorted.stream().map(Standing::level).toList(), bits),
        pressure,
        bits,
        CoSurge.of(surging, tempo.size()),
        FalseDiscovery.alarms(tempo, FalseDiscovery.DEFAULT_RATE));
  }
}
