package dev.freshet.example;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far a forecast was from the truth, in minutes.
 *
 * @param mae mean absolute error, which always saying the median makes least
 * @param rmse root of the mean squared error, which always saying the mean makes least
 */
record Score(double mae, double rmse) {
    static Score of(List<Example> examples, ToDoubleFunction<Features> forecast) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no flight to test on; move split.testFrom earlier");
        }
        double absolute = 0;
        double squared = 0;
        for (Example example : examples) {
            double error = forecast.applyAsDouble(example.features()) - example.delay();
            absolute += Math.abs(error);
            squared += error * error;
        }
        int count = examples.size();
        return new Score(absolute / count, Math.sqrt(squared / count));
    }

    /** By how many percent of the other's mean absolute error this one is better; negative if it is worse. */
    double betterThan(Score other) {
        return 100 * (other.mae - mae) / other.mae;
    }
}
