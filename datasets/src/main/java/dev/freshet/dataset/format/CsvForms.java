package dev.freshet.dataset.format;

import dev.freshet.dataset.cell.CellForms;
import dev.freshet.dataset.cell.NonFinite;
import dev.freshet.dataset.format.CellGrid.RawCell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of numbers, truth values and null that fit most columns of a table.
 *
 * @param nulls the words for null
 * @param notes what is not certain
 */
record CsvForms(CellForms forms, List<String> nulls, List<String> notes) {
    /** What databases write for null, with an escape character. */
    static final String ESCAPED_NULL = "\\N";

    /** Words that other tools write for null. */
    private static final List<String> NULL_WORDS = List.of(
            "NA",
            "N/A",
            "n/a",
            "#N/A",
            "NULL",
            "null",
            "None",
            "nil",
            ESCAPED_NULL,
            "-",
            "--",
            "?",
            ".",
            "missing",
            "<NA>");

    /** What other tools write for what is no finite number. */
    private static final Pattern NON_FINITE = Pattern.compile("nan|-?inf(inity)?", Pattern.CASE_INSENSITIVE);

    private static final List<CellForms> NUMBERS = List.of(
            numbers('.', null),
            numbers(',', null),
            numbers('.', ','),
            numbers(',', '.'),
            numbers(',', ' '),
            numbers('.', ' '),
            numbers('.', '\''),
            numbers('.', '_'));
    private static final List<List<String>> TRUTH = List.of(
            List.of("true", "false"),
            List.of("yes", "no"),
            List.of("y", "n"),
            List.of("t", "f"),
            List.of("on", "off"),
            List.of("ja", "nein"),
            List.of("oui", "non"),
            List.of("si", "no"));

    static CellForms numbers(char decimal, @Nullable Character grouping) {
        return numbers(decimal, Optional.ofNullable(grouping), NonFinite.USUAL);
    }

    private static CellForms numbers(char decimal, Optional<Character> grouping, NonFinite words) {
        return new CellForms(decimal, grouping, CellForms.TRUE, CellForms.FALSE, Locale.ENGLISH, words);
    }

    static CsvForms of(List<List<RawCell>> columns, CsvDialect dialect) {
        List<CellForms> known = forms(nonFinite(columns));
        List<String> nulls = nulls(columns, dialect, known);
        CsvForms words = new CsvForms(CellForms.USUAL, nulls, List.of());
        List<List<String>> texts = columns.stream().map(words::texts).toList();
        List<String> notes = new ArrayList<>();
        CellForms numbers = numbers(texts, known, notes);
        Set<String> trues = new LinkedHashSet<>();
        Set<String> falses = new LinkedHashSet<>();
        texts.forEach(column -> truth(column, trues, falses));
        boolean isUsual = trues.isEmpty() || (trues.equals(Set.of("true")) && falses.equals(Set.of("false")));
        return new CsvForms(
                new CellForms(
                        numbers.decimal(),
                        numbers.grouping(),
                        isUsual ? CellForms.TRUE : List.copyOf(trues),
                        isUsual ? CellForms.FALSE : List.copyOf(falses),
                        Locale.ENGLISH,
                        numbers.nonFinite()),
                nulls,
                notes);
    }

    /** Returns the words of columns that have numbers besides them and words for null; those of Java if they differ. */
    private static NonFinite nonFinite(List<List<RawCell>> columns) {
        Set<String> infinities = new LinkedHashSet<>();
        Set<String> nans = new LinkedHashSet<>();
        CsvForms words = new CsvForms(CellForms.USUAL, NULL_WORDS, List.of());
        for (List<RawCell> column : columns) {
            Map<Boolean, List<String>> texts = words.texts(column).stream()
                    .collect(Collectors.partitioningBy(
                            text -> NON_FINITE.matcher(text).matches()));
            if (isNumber(texts.getOrDefault(false, List.of()), NUMBERS)) {
                for (String word : texts.getOrDefault(true, List.of())) {
                    (word.equalsIgnoreCase(NonFinite.USUAL.nan()) ? nans : infinities).add(word.replace("-", ""));
                }
            }
        }
        return new NonFinite(only(infinities, NonFinite.USUAL.infinity()), only(nans, NonFinite.USUAL.nan()));
    }

    private static String only(Set<String> words, String usual) {
        return words.size() == 1 ? words.iterator().next() : usual;
    }

    private static List<CellForms> forms(NonFinite words) {
        return NUMBERS.stream()
                .map(forms -> numbers(forms.decimal(), forms.grouping(), words))
                .toList();
    }

    private static boolean isNumber(List<String> texts, List<CellForms> known) {
        return known.stream().anyMatch(forms -> ColumnGuess.number(texts, forms).isPresent());
    }

    /** Returns the words without which a column is not text, or has nothing but them. */
    private static List<String> nulls(List<List<RawCell>> columns, CsvDialect dialect, List<CellForms> known) {
        Set<String> found = new LinkedHashSet<>(dialect.nulls());
        for (List<RawCell> column : columns) {
            Set<String> words = column.stream()
                    .filter(cell -> !cell.quoted())
                    .map(RawCell::text)
                    .filter(NULL_WORDS::contains)
                    .filter(word -> word.charAt(0) != dialect.comment())
                    .filter(word -> word.indexOf(dialect.escape()) < 0)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            List<String> others = new CsvForms(CellForms.USUAL, List.copyOf(words), List.of()).texts(column);
            if (!words.isEmpty() && (others.isEmpty() || isValues(others, known))) {
                found.addAll(words);
            } else if (words.contains(ESCAPED_NULL)) {
                found.add(ESCAPED_NULL);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isValues(List<String> texts, List<CellForms> known) {
        Set<String> trues = new LinkedHashSet<>();
        truth(texts, trues, new LinkedHashSet<>());
        return !trues.isEmpty()
                || ColumnGuess.type(texts, CellForms.USUAL) != String.class
                || isNumber(texts, known)
                || DateGuess.of(texts).isPresent();
    }

    private static CellForms numbers(List<List<String>> columns, List<CellForms> known, List<String> notes) {
        CellForms best = known.get(0);
        long most = -1;
        List<CellForms> equals = new ArrayList<>();
        for (CellForms forms : known) {
            long count = columns.stream()
                    .filter(texts -> ColumnGuess.number(texts, forms).isPresent())
                    .count();
            if (count > most) {
                best = forms;
                most = count;
                equals.clear();
            } else if (count == most) {
                equals.add(forms);
            }
        }
        boolean isUnclear = best.decimal() == ','
                && best.grouping().isEmpty()
                && equals.stream().anyMatch(forms -> forms.grouping().equals(Optional.of(',')));
        if (isUnclear) {
            notes.add("Numbers such as 1,234 are read with a decimal comma: check that they are no thousands.");
        }
        return best;
    }

    private static void truth(List<String> texts, Set<String> trues, Set<String> falses) {
        Set<String> words =
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        for (List<String> pair : TRUTH) {
            if (words.equals(Set.copyOf(pair))) {
                first(texts, pair.get(0), trues);
                first(texts, pair.get(1), falses);
                return;
            }
        }
    }

    /** Adds a word as the file writes it. */
    private static void first(List<String> texts, String word, Set<String> words) {
        if (words.stream().noneMatch(word::equalsIgnoreCase)) {
            words.add(texts.stream().filter(word::equalsIgnoreCase).findFirst().orElse(word));
        }
    }

    /** Returns whether a cell that is not empty stands for null. */
    boolean isNull(RawCell cell, boolean isText) {
        return nulls.contains(cell.text()) && !(isText && cell.quoted());
    }

    /** Returns the texts of cells that do not stand for null. */
    List<String> texts(List<RawCell> cells) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty() && !isNull(cell, true))
                .map(RawCell::text)
                .distinct()
                .toList();
    }

    /** Adds the options of a catalog entry. */
    void addTo(Map<String, Object> options, List<String> all) {
        options.put(CsvOptions.DECIMAL, forms.decimal());
        forms.grouping().ifPresent(grouping -> options.put(CsvOptions.GROUPING, grouping));
        options.put(CsvOptions.INFINITY, forms.nonFinite().infinity());
        options.put(CsvOptions.NAN, forms.nonFinite().nan());
        if (!nulls.isEmpty()) {
            options.put(CsvOptions.NULLS, nulls);
        }
        if (!forms.trues().equals(CellForms.TRUE) || !forms.falses().equals(CellForms.FALSE)) {
            options.put(CsvOptions.TRUE_WORDS, forms.trues());
            options.put(CsvOptions.FALSE_WORDS, forms.falses());
        }
        all.addAll(notes);
    }
}
