package dev.freshet.example;

import java.util.Locale;

/**
 * What the forecasts are worth on flights that they were not made from.
 *
 * @param mean always saying the mean delay of the training flights
 * @param median always saying their median
 * @param ahead the model that knows what is known days before
 * @param departing the model that also knows when the aircraft leaves
 */
record Metrics(int trainFlights, int testFlights, Score mean, Score median, Score ahead, Score departing) {
    String summary() {
        return "Arrival delay of " + testFlights + " flights, forecast from " + trainFlights
                + " earlier ones, in minutes:\n"
                + "                         MAE    RMSE\n"
                + line("always the mean", mean)
                + line("always the median", median)
                + line("model, days ahead", ahead)
                + line("model, at departure", departing)
                + String.format(
                        Locale.ROOT,
                        "Change of MAE, model at departure: %+.1f %% against the mean, %+.1f %% against the median.",
                        -departing.betterThan(mean),
                        -departing.betterThan(median));
    }

    private static String line(String forecast, Score score) {
        return String.format(Locale.ROOT, "  %-21s%6.2f  %6.2f\n", forecast, score.mae(), score.rmse());
    }
}
