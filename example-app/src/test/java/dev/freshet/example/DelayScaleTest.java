package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayScaleTest {
    private final DelayScale scale = new DelayScale(10);

    @ParameterizedTest
    @ValueSource(doubles = {-59, -1, 0, 0.5, 10, 522})
    void stretch_ofSquashed_isTheDelay(double delay) {
        assertThat(scale.stretch(scale.squash(delay))).isEqualTo(delay, within(1e-9));
    }

    @Test
    void squash_ofTenMinutes_isTheLogarithmOfOnePlusRootTwo() {
        assertThat(scale.squash(10)).isEqualTo(Math.log(1 + Math.sqrt(2)), within(1e-12));
    }

    @Test
    void squash_longDelayDoubled_addsTheLogarithmOfTwo() {
        assertThat(scale.squash(2000) - scale.squash(1000)).isEqualTo(Math.log(2), within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void scale_notAboveZero_isRefusedByItsParameterName(double minutes) {
        assertThatThrownBy(() -> new DelayScale(minutes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model.scaleMinutes must be above 0, not " + minutes);
    }

    @Test
    void settings_priorOfZero_isRefusedByItsParameterName() {
        assertThatThrownBy(() -> new ModelSettings(10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model.priorFlights must be above 0, not 0.0");
    }
}
