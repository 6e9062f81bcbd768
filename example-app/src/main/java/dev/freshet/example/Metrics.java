package dev.freshet.example;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * What the forecasts are worth on flights that they were not made from.
 *
 * @param mean always saying the mean delay of the training flights
 * @param median always saying their median
 * @param ahead the model that knows what is known days before
 * @param departing the model that also knows when the aircraft leaves
 */
record Metrics(int trainFlights, int testFlights, Score mean, Score median, Score ahead, Score departing) {
    static Metrics of(List<Example> train, List<Example> test, Model ahead, Model departing) {
        double[] known = train.stream().mapToDouble(Example::delay).toArray();
        double mean = train.stream().mapToInt(Example::delay).average().orElseThrow();
        double median = new Median().evaluate(known);
        return new Metrics(
                train.size(),
                test.size(),
                Score.of(test, features -> mean),
                Score.of(test, features -> median),
                Score.of(test, ahead::predict),
                Score.of(test, departing::predict));
    }

    /** The scores by what a reader calls the forecasts, the simplest first. */
    Map<String, Score> scores() {
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put("always the mean", mean);
        scores.put("always the median", median);
        scores.put("model, days ahead", ahead);
        scores.put("model, at departure", departing);
        return scores;
    }

    String summary() {
        StringBuilder lines = new StringBuilder();
        scores().forEach((forecast, score) -> lines.append(line(forecast, score)));
        return "Arrival delay of " + testFlights + " flights, forecast from " + trainFlights
                + " earlier ones, in minutes:\n"
                + "                         MAE    RMSE\n"
                + lines
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
