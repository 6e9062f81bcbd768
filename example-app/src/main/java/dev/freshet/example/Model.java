package dev.freshet.example;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/** A forecast that is linear in its terms, on a {@link DelayScale}. */
record Model(DelayScale scale, double intercept, Map<Term, Double> coefficients) {
    /**
     * The model with the least squared error on the scale.
     *
     * @throws IllegalArgumentException if there are too few examples for so many terms
     */
    static Model fit(List<Example> examples, Set<Term> terms, DelayScale scale) {
        if (examples.size() <= terms.size() + 1) {
            throw new IllegalArgumentException(examples.size() + " flights are too few to fit " + terms.size()
                    + " terms; move split.testFrom later");
        }
        double[] delays = examples.stream()
                .mapToDouble(example -> scale.squash(example.delay()))
                .toArray();
        double[][] columns = examples.stream()
                .map(example -> terms.stream()
                        .mapToDouble(term -> term.of(example.features()))
                        .toArray())
                .toArray(double[][]::new);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(delays, columns);
        double[] fitted = regression.estimateRegressionParameters();
        Map<Term, Double> coefficients = new EnumMap<>(Term.class);
        int column = 1;
        for (Term term : terms) {
            coefficients.put(term, fitted[column++]);
        }
        return new Model(scale, fitted[0], coefficients);
    }

    /** The expected delay in minutes. */
    double predict(Features features) {
        double sum = intercept;
        for (Map.Entry<Term, Double> entry : coefficients.entrySet()) {
            sum += entry.getValue() * entry.getKey().of(features);
        }
        return scale.stretch(sum);
    }
}
