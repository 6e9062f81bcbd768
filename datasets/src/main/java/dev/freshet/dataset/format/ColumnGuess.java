package dev.freshet.dataset.format;

import dev.freshet.dataset.cell.CellForms;
import dev.freshet.dataset.cell.Cells;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds the Java type whose cells all texts of a column are. */
final class ColumnGuess {
    /** Numbers with leading zeros or a plus are numbers of houses, postcodes and telephones. */
    private static final Pattern NO_NUMBER = Pattern.compile("-?0[0-9].*|\\+.*");

    /** The number of digits that tell every double from its neighbours; tools write no more of one. */
    private static final int MOST_DIGITS = 17;

    private static final Pattern SHORT = Pattern.compile("-?[0-9]{1,9}");
    private static final List<Class<?>> ISO = List.of(
            LocalDate.class,
            LocalDateTime.class,
            Instant.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            LocalTime.class,
            YearMonth.class,
            UUID.class,
            Duration.class);

    private ColumnGuess() {}

    /** Returns the type without options of dates; text if nothing else fits all. */
    static Class<?> type(List<String> texts, CellForms forms) {
        if (texts.isEmpty()) {
            return String.class;
        }
        Optional<Class<?>> number = number(texts, forms);
        if (number.isPresent()) {
            return number.get();
        }
        if (fits(boolean.class, texts, forms)) {
            return boolean.class;
        }
        boolean areUtc = texts.stream().allMatch(text -> text.endsWith("Z"));
        for (Class<?> type : ISO) {
            if ((areUtc || type != Instant.class) && fits(type, texts, forms)) {
                return type;
            }
        }
        return String.class;
    }

    /** Returns the type of numbers in which no digit of the texts is lost; empty if they are no numbers. */
    static Optional<Class<?>> number(List<String> texts, CellForms forms) {
        if (texts.isEmpty()
                || texts.stream().anyMatch(text -> NO_NUMBER.matcher(text).matches())) {
            return Optional.empty();
        }
        if (fits(BigInteger.class, texts, forms)) {
            Cells.Cell whole = cell(BigInteger.class, forms);
            boolean isShort = texts.stream()
                    .allMatch(text ->
                            SHORT.matcher(whole.parse().apply(text).toString()).matches());
            if (isShort) {
                return Optional.of(int.class);
            }
            return Optional.of(fits(long.class, texts, forms) ? long.class : BigInteger.class);
        }
        if (!fits(double.class, texts, forms)) {
            return Optional.empty();
        }
        return Optional.of(areExact(texts, forms) ? double.class : BigDecimal.class);
    }

    /** Returns whether the nearest doubles, rounded to as many digits as the texts have, are the texts again. */
    private static boolean areExact(List<String> texts, CellForms forms) {
        Cells.Cell nearest = cell(double.class, forms);
        Cells.Cell exact = cell(BigDecimal.class, forms);
        return texts.stream()
                .allMatch(text -> !isRead(exact, text)
                        || isExact((BigDecimal) exact.parse().apply(text), (Double)
                                nearest.parse().apply(text)));
    }

    private static boolean isExact(BigDecimal written, double held) {
        BigDecimal shortest = written.stripTrailingZeros();
        return shortest.precision() <= MOST_DIGITS
                && new BigDecimal(held)
                                .round(new MathContext(shortest.precision()))
                                .compareTo(shortest)
                        == 0;
    }

    private static Cells.Cell cell(Type type, CellForms forms) {
        return forms.of(type).orElseThrow();
    }

    private static boolean fits(Type type, List<String> texts, CellForms forms) {
        Cells.Cell cell = cell(type, forms);
        return texts.stream().allMatch(text -> isRead(cell, text));
    }

    static boolean isRead(Cells.Cell cell, String text) {
        try {
            Object unused = cell.parse().apply(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
