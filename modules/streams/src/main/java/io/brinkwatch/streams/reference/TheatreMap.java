package io.brinkwatch.streams.reference;

import io.brinkwatch.model.Theatre;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** The theatres in force, by place. */
public final class TheatreMap {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private record Area(String id, PreparedGeometry shape) {}

  private final List<Area> areas;

  private TheatreMap(List<Area> areas) {
    this.areas = areas;
  }

  /** Map of the theatres that are not retired. */
  public static TheatreMap of(Collection<Theatre> theatres) {
    return new TheatreMap(
        theatres.stream()
            .filter(theatre -> !theatre.getRetired())
            .sorted(Comparator.comparing(Theatre::getId))
            .map(theatre -> new Area(theatre.getId(), shape(theatre)))
            .toList());
  }

  private static PreparedGeometry shape(Theatre theatre) {
    try {
      return PreparedGeometryFactory.prepare(new GeoJsonReader().read(theatre.getGeometry()));
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "theatre %s version %d: its geometry is not GeoJSON"
              .formatted(theatre.getId(), theatre.getVersion()),
          e);
    }
  }

  /** Ids of all theatres, ascending. */
  public List<String> ids() {
    return areas.stream().map(Area::id).toList();
  }

  /** The theatre at a place; on a shared border the first by id. */
  public Optional<String> at(double latitude, double longitude) {
    Point point = GEOMETRY.createPoint(new Coordinate(longitude, latitude));
    return areas.stream().filter(area -> area.shape.covers(point)).map(Area::id).findFirst();
  }
}
