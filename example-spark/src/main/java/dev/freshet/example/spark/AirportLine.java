package dev.freshet.example.spark;

/** A line of the report. */
record AirportLine(
        String airport, long flights, double meanDelay, double late, double perHour, double low, double high) {
    static AirportLine of(AirportDelay delay, AirportModel model) {
        return new AirportLine(
                delay.airport(),
                delay.flights(),
                delay.meanDelay(),
                delay.late(),
                model.perHour(),
                model.low(),
                model.high());
    }
}
