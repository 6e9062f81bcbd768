package dev.freshet.example;

import static dev.freshet.example.Samples.ATLANTA;
import static dev.freshet.example.Samples.BOSTON;
import static dev.freshet.example.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Leg LAST_TRAIN = leg("2001-02-28T23:59", 1, ATLANTA, BOSTON);
    private static final Leg FIRST_TEST = leg("2001-03-01T00:00", 2, ATLANTA, BOSTON);

    @Test
    void splitByDate_aroundMidnight_cutsThere() {
        FlightDelays.Split split = FlightDelays.splitByDate(List.of(FIRST_TEST, LAST_TRAIN), LocalDate.of(2001, 3, 1));
        assertThat(split.train()).containsExactly(LAST_TRAIN);
        assertThat(split.test()).containsExactly(FIRST_TEST);
    }

    @Test
    void splitByDate_nothingToLearnFrom_namesTheParameter() {
        assertThatThrownBy(() -> FlightDelays.splitByDate(List.of(FIRST_TEST), LocalDate.of(2001, 3, 1)))
                .hasMessage("split.testFrom: 2001-03-01 leaves 0 flights to learn from and 1 to test on");
    }

    @Test
    void splitByDate_nothingToTestOn_namesTheParameter() {
        assertThatThrownBy(() -> FlightDelays.splitByDate(List.of(LAST_TRAIN), LocalDate.of(2001, 3, 1)))
                .hasMessage("split.testFrom: 2001-03-01 leaves 1 flights to learn from and 0 to test on");
    }
}
