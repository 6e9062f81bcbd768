package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);

    /** A {@code BigDecimal} is formatted exactly, unlike a {@code double}. */
    @Test
    void number_withDecimals_isThatOfTheExactFormatter() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3000; i++) {
            double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(14) - 4);
            int decimals = random.nextInt(6);
            BigDecimal exact = new BigDecimal(value).round(new MathContext(15));
            String expected = String.format(Locale.ROOT, "%,." + decimals + "f", exact);
            boolean isZero = expected.matches("-[0.,]+");
            assertThat(Numbers.text(value, decimals))
                    .as("%s, seed %d", exact, SEED)
                    .isEqualTo(isZero ? expected.substring(1) : expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0            | 0
                    -0.0         | 0
                    20000        | 20,000
                    17.0632      | 17.06
                    0.1          | 0.1
                    1234567.891  | 1,234,567.89
                    0.000123456  | 0.0001235
                    1e15         | 1e15
                    -1.23456e300 | -1.235e300
                    4.9e-324     | 4.941e-324
                    NaN          | NaN
                    Infinity     | ∞
                    -Infinity    | -∞
                    """)
    void single_number_isReadable(double value, String text) {
        assertThat(Numbers.single(value)).isEqualTo(text);
    }

    @Test
    void single_exactNumber_keepsItsDigits() {
        assertThat(Numbers.single(new BigDecimal("10.50"))).isEqualTo("10.50");
        assertThat(Numbers.single(new BigInteger("12345678901234567890"))).isEqualTo("12,345,678,901,234,567,890");
        assertThat(Numbers.single(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
        assertThat(Numbers.single(0.1f)).isEqualTo("0.1");
    }

    @Test
    void decimals_ofColumn_areThoseThatItNeeds() {
        assertThat(Numbers.decimals(List.of(10.0, 34.4, 31.0))).isEqualTo(1);
        assertThat(Numbers.decimals(List.of(1, 2, 3))).isZero();
        assertThat(Numbers.decimals(List.of(0.1 + 0.2, 29.9512))).isEqualTo(2);
        assertThat(Numbers.decimals(List.of())).isZero();
        assertThat(Numbers.decimals(List.of(Double.NaN))).isZero();
    }
}
