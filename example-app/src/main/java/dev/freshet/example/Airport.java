package dev.freshet.example;

/**
 * An airport.
 *
 * @param place what a traveller calls it, such as {@code Detroit, MI}
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
record Airport(String iata, String place, double latitude, double longitude) {
    private static final String UNKNOWN = "NA";

    static Airport parse(RawAirport raw) {
        boolean named = !raw.city().equals(UNKNOWN) && !raw.state().equals(UNKNOWN);
        String place = named ? raw.city() + ", " + raw.state() : raw.name();
        return new Airport(raw.iata(), place, raw.latitude(), raw.longitude());
    }
}
