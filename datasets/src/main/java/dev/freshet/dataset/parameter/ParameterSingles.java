package dev.freshet.dataset.parameter;

import dev.freshet.config.ScalarNode;
import dev.freshet.config.ScalarNode.Kind;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.NumberKind;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.dataset.parameter.ParameterBinder.Bound;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Converts configuration values to numbers, texts and other single values. */
final class ParameterSingles {
    static final Single TEXT = single(String.class);
    static final Single NUMBER = single(Double.class);
    static final Single FLAG = single(Boolean.class);

    private ParameterSingles() {}

    private static Single single(Class<?> type) {
        return new Single(type, Cells.of(type).orElseThrow());
    }

    /**
     * Returns the value; empty if it is not one of the type.
     *
     * @throws IllegalArgumentException if the type would change the value; the message follows the value
     */
    static Optional<Bound> bound(ScalarNode scalar, Single single) {
        Class<?> type = single.type();
        if (!isOfKind(scalar, type)) {
            return Optional.empty();
        }
        boolean isNumber = NumberKind.of(type) != NumberKind.NONE;
        Cells.Cell cell = single.cell();
        Object value;
        try {
            value = cell.parse().apply(isNumber ? decimal(scalar) : scalar.text());
        } catch (RuntimeException e) {
            if (cell.isChanged(e)) {
                throw new IllegalArgumentException(cell.refusal(e), e);
            }
            return Optional.empty();
        }
        return Optional.of(bound(scalar, value, cell.print().apply(value)));
    }

    private static Bound bound(ScalarNode scalar, Object value, String printed) {
        String text = ValueText.single(value, printed);
        return new Bound(value, scalar.secret() ? ValueText.hidden(text) : text);
    }

    /** Returns a whole number as the smallest of int, long and BigInteger that holds it. */
    static Bound whole(ScalarNode scalar) {
        BigInteger value = new BigInteger(decimal(scalar));
        if (value.bitLength() < Integer.SIZE) {
            return bound(scalar, value.intValue(), "");
        }
        return value.bitLength() < Long.SIZE ? bound(scalar, value.longValue(), "") : bound(scalar, value, "");
    }

    /**
     * Returns the text with whole numbers of base 8 and 16 in base 10, and with YAML's special numbers in Java's form.
     */
    private static String decimal(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.kind() == Kind.INTEGER && text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16).toString();
        }
        if (scalar.kind() == Kind.INTEGER && text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8).toString();
        }
        if (scalar.kind() == Kind.FLOAT && text.toLowerCase(Locale.ROOT).endsWith(".nan")) {
            return "NaN";
        }
        if (scalar.kind() == Kind.FLOAT && text.toLowerCase(Locale.ROOT).endsWith(".inf")) {
            return text.startsWith("-") ? "-Infinity" : "Infinity";
        }
        return text;
    }

    private static boolean isOfKind(ScalarNode scalar, Class<?> type) {
        if (NumberKind.of(type) == NumberKind.WHOLE) {
            return scalar.kind() == Kind.INTEGER;
        }
        if (NumberKind.of(type).hasFraction()) {
            return scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        }
        return (type != boolean.class && type != Boolean.class) || scalar.kind() == Kind.BOOLEAN;
    }
}
