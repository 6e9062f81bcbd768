package dev.freshet.example;

/** The shortest way between two places on a sphere. */
final class GreatCircle {
    private GreatCircle() {}

    /** The direction in which the way begins, in degrees clockwise from north, from 0 (included) to 360 (excluded). */
    static double bearing(Airport from, Airport to) {
        double startLatitude = Math.toRadians(from.latitude());
        double endLatitude = Math.toRadians(to.latitude());
        double turn = Math.toRadians(to.longitude() - from.longitude());
        double east = Math.sin(turn) * Math.cos(endLatitude);
        double north = Math.cos(startLatitude) * Math.sin(endLatitude)
                - Math.sin(startLatitude) * Math.cos(endLatitude) * Math.cos(turn);
        double degrees = Math.toDegrees(Math.atan2(east, north));
        // Adding 360 to a negative angle smaller than its rounding error would give 360 itself.
        return degrees >= 0 ? degrees : (degrees + 360) % 360;
    }
}
