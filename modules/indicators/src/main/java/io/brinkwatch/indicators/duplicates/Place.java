package io.brinkwatch.indicators.duplicates;

import io.brinkwatch.indicators.Checks;

/**
 * A place on Earth that is known up to a circle.
 *
 * @param latitude degrees north, [−90, 90]
 * @param longitude degrees east, [−180, 180]
 * @param radiusKm how far off the true place may be, ≥ 0
 */
public record Place(double latitude, double longitude, double radiusKm) {
  /** Mean radius R1 of the GRS 80 ellipsoid. */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** Rejects what is not on Earth. */
  public Place {
    Checks.within("latitude", latitude, -90, 90);
    Checks.within("longitude", longitude, -180, 180);
    Checks.within("radiusKm", radiusKm, 0, Double.MAX_VALUE);
  }

  /** Great-circle distance between the centres in kilometres, by the haversine formula. */
  public double distanceKm(Place other) {
    double north = haversine(other.latitude - latitude);
    double east = haversine(other.longitude - longitude);
    double h = north + cosine(latitude) * cosine(other.latitude) * east;
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(h)));
  }

  /** How far apart they are at least, in kilometres; 0 if the circles touch. */
  public double gapKm(Place other) {
    return Math.max(0, distanceKm(other) - radiusKm - other.radiusKm);
  }

  private static double haversine(double degrees) {
    double sine = StrictMath.sin(StrictMath.toRadians(degrees) / 2);
    return sine * sine;
  }

  private static double cosine(double degrees) {
    return StrictMath.cos(StrictMath.toRadians(degrees));
  }
}
