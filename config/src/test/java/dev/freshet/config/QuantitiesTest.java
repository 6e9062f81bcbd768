package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0B,0", "17B,17", "2KB,2048", "4GB,4294967296", "4 gb,4294967296", "4GiB,4294967296", "1.5KB,1536"})
    void bytes_unit_is1024TimesTheOneBefore(String text, long bytes) {
        assertThat(Quantities.bytes(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "GB", "-1GB", "4XB", "4GBs", "1,5GB", "99999999999999TB"})
    void bytes_otherText_isEmpty(String text) {
        assertThat(Quantities.bytes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90s,90000", "30m,1800000", "1h30m,5400000", "500ms,500", "2d,172800000", "1m1ms,60001", "0s,0"})
    void duration_unitsAddUp(String text, long millis) {
        assertThat(Quantities.duration(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m", "-1s", "1.5h", "30 m", "1w", "99999999999999999999s", "9999999999999999d"})
    void duration_otherText_isEmpty(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @Test
    void text_isReadBackAsTheSame() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));
            assertThat(Quantities.duration(Quantities.text(duration))).contains(duration);
            long bytes = random.nextLong(1024) << (10 * random.nextInt(5));
            assertThat(Quantities.bytes(Quantities.text(bytes))).contains(bytes);
        }
        assertThat(Quantities.text(1536)).isEqualTo("1.5KB");
    }
}
