package io.brinkwatch.indicators.spread;

import io.brinkwatch.indicators.Saturation;
import io.brinkwatch.indicators.math.PoissonBinomial;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How surprising it is that cells which were quiet are active now.
 *
 * <pre>
 * p_c   = P(cell active in the window | n_c in the baseline)
 *       = 1 − ((b0 + baseline) / (b0 + baseline + window))^(a0 + n_c)
 * J     = Σ_new −log2 p_c
 * index = 100 (1 − 2^(−J/half))
 * </pre>
 *
 * <p>The rate of a cell has a Gamma posterior, which makes its counts negative binomial. A cell is
 * new if it is active and had no incident in the baseline, which should end a guard of seven days
 * before the window.
 *
 * @param entries the new cells by id
 * @param bits J in bits, ≥ 0
 * @param index in [0, 100]; the sum of the points of the new cells
 * @param p chance that at least so many of the quiet cells become active, in [0, 1]
 */
public record Spillover(List<Entry> entries, double bits, double index, double p) {

  /**
   * A cell that violence has spread to.
   *
   * @param id of the cell
   * @param bits its surprisal, &gt; 0
   * @param points what it contributes to the index
   */
  public record Entry(String id, double bits, double points) {}

  /** Copies the entries. */
  public Spillover {
    entries = List.copyOf(entries);
  }

  /** Reads cells in any order. */
  public static Spillover of(Collection<Cell> cells, SpilloverParams params) {
    List<Cell> dormant =
        cells.stream().filter(Cell::isDormant).sorted(Comparator.comparing(Cell::id)).toList();
    List<Cell> fresh =
        dormant.stream().filter(cell -> cell.current() >= params.activeFrom()).toList();
    double bits = 0;
    for (Cell cell : fresh) {
      bits += surprisal(cell, params);
    }
    double index = Saturation.index(bits, params.halfBits());
    double perBit = bits > 0 ? index / bits : 0;
    return new Spillover(
        fresh.stream().map(cell -> entry(cell, surprisal(cell, params), perBit)).toList(),
        bits,
        index,
        chance(dormant, params).upperTail(fresh.size()));
  }

  private static Entry entry(Cell cell, double bits, double perBit) {
    return new Entry(cell.id(), bits, bits * perBit);
  }

  private static PoissonBinomial chance(List<Cell> dormant, SpilloverParams params) {
    return PoissonBinomial.of(
        dormant.stream().mapToDouble(cell -> activity(cell.baseline(), params)).toArray());
  }

  /**
   * The chance that a cell is active in the window, in (0, 1).
   *
   * @param baseline its incidents in the baseline, ≥ 0
   */
  public static double activity(long baseline, SpilloverParams params) {
    double known = params.b0() + params.baselineDays();
    double logQuiet = -(params.a0() + baseline) * StrictMath.log1p(params.windowDays() / known);
    return -StrictMath.expm1(logQuiet);
  }

  private static double surprisal(Cell cell, SpilloverParams params) {
    return -StrictMath.log(activity(cell.baseline(), params)) / StrictMath.log(2);
  }
}
