package dev.freshet.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Writes numbers for readers: rounded, with commas between thousands. All of it is exact decimal arithmetic, since
 * {@code Double.toString} and {@code String.format} give other digits on other JDKs.
 */
final class Numbers {
    private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(15);
    private static final BigDecimal TOO_SMALL = BigDecimal.ONE.movePointLeft(9);
    private static final BigDecimal MILLION = BigDecimal.TEN.pow(6);
    private static final BigDecimal BILLION = BigDecimal.TEN.pow(9);
    private static final MathContext MEANT = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final int SIGNIFICANT = 4;
    private static final int FEWEST = 2;
    private static final int MOST_DECIMALS = 10;

    private Numbers() {}

    /** Returns the exact value of a number; empty if it is not finite or of a class that can change. */
    static Optional<BigDecimal> exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        if (number instanceof BigInteger whole) {
            return Optional.of(new BigDecimal(whole));
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return Double.isFinite(real) ? Optional.of(decimal(real)) : Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(number.longValue()));
    }

    /** Returns the decimal number that was meant, such as 0.1, which no {@code double} is exactly. */
    static BigDecimal decimal(double value) {
        return new BigDecimal(value).round(MEANT);
    }

    static boolean isNumber(Object value) {
        return value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof Double
                || value instanceof Float
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte;
    }

    /** Returns how many decimals the numbers of a column need: about four digits of the largest, and no trailing zeros. */
    static int decimals(List<? extends Number> numbers) {
        List<BigDecimal> exact =
                numbers.stream().flatMap(number -> exact(number).stream()).toList();
        int declared = numbers.stream()
                .mapToInt(number -> number instanceof BigDecimal decimal ? decimal.scale() : 0)
                .max()
                .orElse(0);
        BigDecimal largest =
                exact.stream().map(BigDecimal::abs).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        int before = largest.precision() - largest.scale();
        int limit = Math.min(MOST_DECIMALS, Math.max(FEWEST, SIGNIFICANT - before));
        int needed = exact.stream()
                .map(number -> number.setScale(limit, RoundingMode.HALF_UP).stripTrailingZeros())
                .mapToInt(BigDecimal::scale)
                .max()
                .orElse(0);
        return Math.max(Math.max(0, needed), Math.min(declared, MOST_DECIMALS));
    }

    /** Returns a number with so many decimals, or with an exponent if it is beyond all use of them. */
    static String text(Number number, int decimals) {
        return exact(number)
                .map(exact -> text(exact, decimals, isWhole(number)))
                .orElseGet(() -> notFinite(number.doubleValue()));
    }

    private static boolean isWhole(Number number) {
        return !(number instanceof Double || number instanceof Float || number instanceof BigDecimal);
    }

    private static String text(BigDecimal exact, int decimals, boolean isWhole) {
        BigDecimal size = exact.abs();
        if (exact.signum() != 0 && ((size.compareTo(TOO_LARGE) >= 0 && !isWhole) || size.compareTo(TOO_SMALL) < 0)) {
            return scientific(exact);
        }
        return grouped(exact.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** Returns one number that stands for itself. */
    static String single(Number number) {
        return text(number, decimals(List.of(number)));
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
    }

    static String grouped(BigDecimal number) {
        String digits = number.abs().toPlainString();
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return number.signum() < 0 ? "-" + text : text.toString();
    }

    private static String scientific(BigDecimal number) {
        BigDecimal rounded = number.round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** Returns the label of a tick on an axis: {@code 250,000}, but {@code 2.5M}. */
    static String tick(BigDecimal value, BigDecimal step, BigDecimal largest) {
        if (largest.compareTo(TOO_LARGE) >= 0 || step.compareTo(TOO_SMALL) < 0) {
            return value.signum() == 0 ? "0" : scientific(value);
        }
        if (largest.compareTo(BILLION) >= 0) {
            return scaled(value, 9, "B");
        }
        if (largest.compareTo(MILLION) >= 0) {
            return scaled(value, 6, "M");
        }
        return grouped(value.setScale(Math.max(0, step.stripTrailingZeros().scale()), RoundingMode.HALF_UP));
    }

    private static String scaled(BigDecimal value, int exponent, String suffix) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal scaled = value.movePointLeft(exponent).stripTrailingZeros();
        return grouped(scaled.setScale(Math.max(0, scaled.scale()))) + suffix;
    }
}
