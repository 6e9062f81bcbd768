package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    private static final DelayScale SCALE = new DelayScale(10);

    @Test
    void fit_oneTerm_isTheLineThroughThePoints() {
        List<Example> examples =
                List.of(overMiles(0, 5), overMiles(1000, 15), overMiles(2000, 10), overMiles(3000, 40));
        double[] y = examples.stream().mapToDouble(e -> SCALE.squash(e.delay())).toArray();
        double meanY = (y[0] + y[1] + y[2] + y[3]) / 4;
        double slope = (-1.5 * y[0] - 0.5 * y[1] + 0.5 * y[2] + 1.5 * y[3]) / 5;

        Model model = Model.fit(examples, Set.of(Term.THOUSAND_MILES), SCALE);

        assertThat(model.coefficients().get(Term.THOUSAND_MILES)).isEqualTo(slope, within(1e-12));
        assertThat(model.intercept()).isEqualTo(meanY - 1.5 * slope, within(1e-12));
    }

    /** The residuals of least squares are orthogonal to every column and sum up to zero; of anything else they are not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fit_allTerms_leavesResidualsOrthogonalToEachTerm(long seed) {
        List<Example> examples = random(new Random(seed), 200);
        Model model = Model.fit(examples, Term.DEPARTING, SCALE);
        assertThat(model.coefficients()).containsOnlyKeys(Term.values());
        assertThat(residuals(model, examples, features -> 1))
                .as("seed %d", seed)
                .isEqualTo(0, within(1e-8));
        for (Term term : Term.values()) {
            assertThat(residuals(model, examples, term::of))
                    .as("seed %d, term %s", seed, term)
                    .isEqualTo(0, within(1e-8));
        }
    }

    @Test
    void fit_ahead_neitherHasNorHearsTheClock() {
        List<Example> examples = random(new Random(4), 200);
        Model model = Model.fit(examples, Term.AHEAD, SCALE);
        assertThat(model.coefficients()).doesNotContainKeys(Term.TEN_HOURS, Term.TEN_HOURS_SQUARED);
        assertThat(model.predict(at(1))).isEqualTo(model.predict(at(17)));
    }

    @Test
    void predict_givenCoefficients_isTheStretchedSum() {
        Model model = new Model(SCALE, 0.25, Map.of(Term.THOUSAND_MILES, 0.5, Term.TEN_HOURS_SQUARED, -0.1));
        Features features = new Features(20, DayOfWeek.MONDAY, 2000, 0, 0, 0);
        assertThat(model.predict(features)).isEqualTo(10 * Math.sinh(0.25 + 1 - 0.4), within(1e-12));
    }

    @Test
    void fit_tooFewExamples_saysHowManyAndWhichParameter() {
        List<Example> few = random(new Random(5), 12);
        assertThatThrownBy(() -> Model.fit(few, Term.AHEAD, SCALE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("12 flights are too few to fit 11 terms; move split.testFrom later");
    }

    @Test
    void terms_ahead_areAllButTheClock() {
        assertThat(EnumSet.complementOf(EnumSet.copyOf(Term.AHEAD)))
                .containsExactlyInAnyOrder(Term.TEN_HOURS, Term.TEN_HOURS_SQUARED);
    }

    private static double residuals(Model model, List<Example> examples, ToDoubleFunction<Features> column) {
        return examples.stream()
                .mapToDouble(example -> column.applyAsDouble(example.features())
                        * (SCALE.squash(example.delay()) - SCALE.squash(model.predict(example.features()))))
                .sum();
    }

    private static List<Example> random(Random random, int count) {
        DayOfWeek[] days = DayOfWeek.values();
        return Stream.generate(() -> new Example(
                        new Features(
                                random.nextDouble() * 24,
                                days[random.nextInt(days.length)],
                                random.nextInt(3000),
                                random.nextDouble() * 360,
                                random.nextGaussian(),
                                random.nextGaussian()),
                        random.nextInt(200) - 40))
                .limit(count)
                .toList();
    }

    private static Example overMiles(int miles, int delay) {
        return new Example(new Features(0, DayOfWeek.MONDAY, miles, 0, 0, 0), delay);
    }

    private static Features at(double hours) {
        return new Features(hours, DayOfWeek.FRIDAY, 500, 120, 0.1, 0.2);
    }
}
