package dev.freshet.dataset.cell;

import java.lang.reflect.Type;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How numbers, truth values and names of months are written in cells.
 *
 * @param decimal the character before the fraction of a number
 * @param grouping the character between groups of three digits; empty if there are no groups
 * @param trues the words for true, of which the first is written; their case does not matter
 * @param falses the words for false
 * @param locale the language of names of months and days
 * @param nonFinite the words for what is no finite number
 */
public record CellForms(
        char decimal,
        Optional<Character> grouping,
        List<String> trues,
        List<String> falses,
        Locale locale,
        NonFinite nonFinite) {
    public static final List<String> TRUE = List.of("true");
    public static final List<String> FALSE = List.of("false");
    /** The forms of Java. */
    public static final CellForms USUAL =
            new CellForms('.', Optional.empty(), TRUE, FALSE, Locale.ENGLISH, NonFinite.USUAL);

    private static final Set<Class<?>> TRUTH = Set.of(boolean.class, Boolean.class);
    /** Blanks that are written between groups of digits. */
    private static final String BLANKS = "[ \\u00a0\\u2009\\u202f]";

    /** Returns how values of a type are read and written; empty if the type is not a single value. */
    public Optional<Cells.Cell> of(Type type) {
        Optional<Cells.Cell> usual = Cells.of(type);
        if (type instanceof Class<?> plain && usual.isPresent()) {
            if (TRUTH.contains(plain) && !(trues.equals(TRUE) && falses.equals(FALSE))) {
                return Optional.of(truth());
            }
            NumberKind kind = plain == Year.class ? NumberKind.NONE : NumberKind.of(plain);
            boolean isOwnFraction = kind.hasFraction() && (decimal != '.' || !nonFinite.equals(NonFinite.USUAL));
            if (isOwnFraction || (grouping.isPresent() && kind != NumberKind.NONE)) {
                return Optional.of(number(usual.get()));
            }
        }
        return usual;
    }

    private Cells.Cell number(Cells.Cell usual) {
        Function<String, String> plain = plain();
        Cells.Cell cell = new Cells.Cell(
                text -> usual.parse().apply(plain.apply(text)),
                value -> nonFinite.written(usual.print().apply(value).replace('.', decimal)),
                usual.description() + words(),
                QuickCell.Kind.OTHER);
        return ReadBack.checked(cell);
    }

    private String words() {
        String point = decimal == '.' ? "" : " with \"" + decimal + "\" before the fraction";
        String groups = grouping.map(c -> " with \"" + c + "\" between groups of three digits")
                .orElse("");
        return point + (point.isEmpty() || groups.isEmpty() ? "" : " and") + groups;
    }

    /** Returns what converts a number to the form of Java. It refuses groups that have not three digits. */
    private Function<String, String> plain() {
        Pattern separator = grouping.map(c -> Pattern.compile(c == ' ' ? BLANKS : Pattern.quote(c.toString())))
                .orElse(null);
        String point = Pattern.quote(String.valueOf(decimal));
        String groups = separator == null ? "" : "[0-9]{1,3}(?:" + separator.pattern() + "[0-9]{3})+|";
        Pattern form = Pattern.compile("([-+]?)(" + groups + "[0-9]*)(?:" + point + "([0-9]*))?([eE][-+]?[0-9]+)?|("
                + nonFinite.pattern() + ")");
        return text -> {
            Matcher parts = form.matcher(text);
            if (!parts.matches()) {
                throw new NumberFormatException(text);
            }
            if (parts.group(5) != null) {
                return nonFinite.usual(text);
            }
            String whole = separator == null
                    ? parts.group(2)
                    : separator.matcher(parts.group(2)).replaceAll("");
            String fraction = parts.group(3) == null ? "" : "." + parts.group(3);
            return parts.group(1) + whole + fraction + (parts.group(4) == null ? "" : parts.group(4));
        };
    }

    private Cells.Cell truth() {
        String description =
                "one of " + Stream.concat(trues.stream(), falses.stream()).collect(Collectors.joining(", "));
        return new Cells.Cell(
                this::toBoolean, value -> ((Boolean) value ? trues : falses).get(0), description, QuickCell.Kind.OTHER);
    }

    private Object toBoolean(String text) {
        boolean isTrue = trues.stream().anyMatch(text::equalsIgnoreCase);
        if (!isTrue && falses.stream().noneMatch(text::equalsIgnoreCase)) {
            throw new IllegalArgumentException(text);
        }
        return isTrue;
    }
}
