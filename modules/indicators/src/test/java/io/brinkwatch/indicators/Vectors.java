package io.brinkwatch.indicators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/** Numbers computed elsewhere (R packages, SciPy, mpmath), to which this module must agree. */
public final class Vectors {
  private Vectors() {}

  public static JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data rows of a CSV file as maps from column name to text; empty fields included. */
  public static List<Map<String, String>> csv(String file) {
    List<String> lines =
        new String(bytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
    String[] header = lines.get(0).split(",", -1);
    return lines.stream().skip(1).map(line -> row(header, line.split(",", -1))).toList();
  }

  public static void assertRelative(String what, double actual, double expected, double tolerance) {
    assertAbsolute(what, actual, expected, tolerance * Math.abs(expected));
  }

  public static void assertAbsolute(String what, double actual, double expected, double tolerance) {
    Assertions.assertThat(actual).as(what).isCloseTo(expected, Offset.offset(tolerance));
  }

  public static double[] doubles(JsonNode array) {
    var values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  public static long[] longs(JsonNode array) {
    var values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  public static List<Double> doubleList(JsonNode array) {
    return Arrays.stream(doubles(array)).boxed().toList();
  }

  public static List<Integer> intList(JsonNode array) {
    return Arrays.stream(longs(array)).mapToObj(Math::toIntExact).toList();
  }

  /** An object whose field names are the constants of an enum, in any case. */
  public static <K extends Enum<K>> Map<K, Double> enumMap(Class<K> type, JsonNode object) {
    return enumMap(type, object, name -> name.toUpperCase(Locale.ROOT));
  }

  public static <K extends Enum<K>> Map<K, Double> enumMap(
      Class<K> type, JsonNode object, Function<String, String> constant) {
    var map = new EnumMap<K, Double>(type);
    object
        .properties()
        .forEach(
            field ->
                map.put(
                    Enum.valueOf(type, constant.apply(field.getKey())),
                    field.getValue().asDouble()));
    return map;
  }

  private static Map<String, String> row(String[] header, String[] fields) {
    var row = new HashMap<String, String>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], fields[i]);
    }
    return row;
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
