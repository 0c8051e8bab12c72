package io.brinkwatch.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Areas of GeoJSON as JTS geometries, with faults by path. */
final class GeoJson {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final int SHORTEST_RING = 4;

  private final String file;
  private final FileFaults faults;

  GeoJson(String file, FileFaults faults) {
    this.file = file;
    this.faults = faults;
  }

  /** The area, or null if it has faults. */
  Geometry area(JsonNode json, String path) {
    int before = faults.count();
    Geometry area = geometry(json, path);
    if (faults.count() > before) {
      return null;
    }
    var validity = new IsValidOp(area);
    if (!validity.isValid()) {
      faults.add(file, path, "is not a valid area: " + validity.getValidationError());
      return null;
    }
    return area;
  }

  private Geometry geometry(JsonNode json, String path) {
    JsonNode coordinates = json.path("coordinates");
    return switch (json.path("type").asText()) {
      case "Polygon" -> polygon(coordinates, path + ".coordinates");
      case "MultiPolygon" -> polygons(coordinates, path + ".coordinates");
      default -> {
        faults.add(file, path + ".type", "must be Polygon or MultiPolygon");
        yield null;
      }
    };
  }

  private Geometry polygons(JsonNode json, String path) {
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      polygons.add(polygon(json.get(i), "%s[%d]".formatted(path, i)));
    }
    if (polygons.isEmpty()) {
      faults.add(file, path, "is empty; expected polygons");
    }
    return polygons.contains(null)
        ? null
        : GEOMETRIES.createMultiPolygon(polygons.toArray(new Polygon[0]));
  }

  private Polygon polygon(JsonNode json, String path) {
    List<LinearRing> rings = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      rings.add(ring(json.get(i), "%s[%d]".formatted(path, i)));
    }
    if (rings.isEmpty()) {
      faults.add(file, path, "is empty; expected rings of positions");
      return null;
    }
    var holes = rings.subList(1, rings.size()).toArray(new LinearRing[0]);
    return rings.contains(null) ? null : GEOMETRIES.createPolygon(rings.get(0), holes);
  }

  private LinearRing ring(JsonNode json, String path) {
    int before = faults.count();
    var positions = new Coordinate[json.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = position(json.get(i), "%s[%d]".formatted(path, i));
    }
    if (faults.count() > before) {
      return null;
    }
    if (positions.length < SHORTEST_RING
        || !positions[0].equals2D(positions[positions.length - 1])) {
      faults.add(file, path, "must have 4 positions or more, the last equal to the first");
      return null;
    }
    return GEOMETRIES.createLinearRing(positions);
  }

  private Coordinate position(JsonNode json, String path) {
    double longitude = json.path(0).asDouble(Double.NaN);
    double latitude = json.path(1).asDouble(Double.NaN);
    if (json.size() != 2 || !(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
      faults.add(
          file,
          path,
          "is %s; expected longitude, then latitude, in degrees".formatted(Shown.of("" + json)));
      return null;
    }
    return new Coordinate(longitude, latitude);
  }
}
