package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Features ANY = new Features(0, DayOfWeek.MONDAY, 1, 0, 0, 0);

    @Test
    void score_errorsOfThreeAndFour_isTheirMeanAndRootMeanSquare() {
        Score score = Score.of(List.of(new Example(ANY, 7), new Example(ANY, 14)), features -> 10);
        assertThat(score.mae()).isEqualTo(3.5);
        assertThat(score.rmse()).isEqualTo(Math.sqrt(12.5), within(1e-12));
    }

    @Test
    void score_noExamples_isRefusedInsteadOfNotANumber() {
        assertThatThrownBy(() -> Score.of(List.of(), features -> 10))
                .hasMessage("no flight to test on; move split.testFrom earlier");
    }

    @Test
    void summary_modelBetterThanMeanAndWorseThanMedian_saysBoth() {
        Metrics metrics =
                new Metrics(20, 10, new Score(20, 30), new Score(16, 31), new Score(19, 29.5), new Score(18, 29));
        assertThat(metrics.summary()).isEqualTo("""
                        Arrival delay of 10 flights, forecast from 20 earlier ones, in minutes:
                                                 MAE    RMSE
                          always the mean       20.00   30.00
                          always the median     16.00   31.00
                          model, days ahead     19.00   29.50
                          model, at departure   18.00   29.00
                        Change of MAE, model at departure: -10.0 % against the mean, +12.5 % against the median.""");
    }
}
