package dev.freshet.example.spark;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How much later a flight arrives for each hour that it departs later, in minutes: the value of all flights, and the
 * bounds between which nine of ten samples of the flights have theirs.
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
