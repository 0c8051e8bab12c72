package io.brinkwatch.indicators;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Argument checks with one wording. */
public final class Checks {
  private Checks() {}

  /** Throws an IllegalArgumentException with that message unless the condition holds. */
  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The value if it is in [low, high]; NaN is not. */
  public static double within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) { // a message made in vain is dear where numbers are many
      throw new IllegalArgumentException(
          name + " must be within [" + low + ", " + high + "], was " + value);
    }
    return value;
  }

  /** The value if it is greater than zero and finite. */
  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
    }
    return value;
  }

  /** An unmodifiable copy in enum order that has a value for every constant. */
  public static <K extends Enum<K>> Map<K, Double> complete(
      String name, Class<K> type, Map<K, Double> m) {
    for (K key : type.getEnumConstants()) {
      that(m.get(key) != null, name + " has no value for " + key);
    }
    return ordered(type, m);
  }

  /** An unmodifiable copy in enum order. */
  public static <K extends Enum<K>> Map<K, Double> ordered(Class<K> type, Map<K, Double> m) {
    var copy = new EnumMap<K, Double>(type);
    copy.putAll(m);
    return Collections.unmodifiableMap(copy);
  }
}
