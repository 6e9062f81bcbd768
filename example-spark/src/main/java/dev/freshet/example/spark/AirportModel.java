package dev.freshet.example.spark;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How many minutes later a flight arrives for each hour that it departs later: the value for all flights, and bounds
 * that contain the values of nine in ten random samples of the flights.
 */
record AirportModel(int flights, double perHour, double low, double high) {
    static AirportModel fit(List<Departure> departures, int rounds, RandomGenerator random) {
        int count = departures.size();
        Regression all = new Regression();
        departures.forEach(all::add);
        double[] sampled = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Regression sample = new Regression();
            for (int i = 0; i < count; i++) {
                sample.add(departures.get(random.nextInt(count)));
            }
            sampled[round] = sample.perHour();
        }
        Arrays.sort(sampled);
        int cut = rounds / 20;
        return new AirportModel(count, all.perHour(), sampled[cut], sampled[rounds - 1 - cut]);
    }
}
