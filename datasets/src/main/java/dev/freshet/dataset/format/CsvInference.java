package dev.freshet.dataset.format;

import dev.freshet.dataset.ComponentNames;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.Component;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.CellForms;
import dev.freshet.dataset.cell.ColumnNames;
import dev.freshet.dataset.format.CellGrid.RawCell;
import dev.freshet.dataset.format.CellGrid.RawRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the dialect and the columns of a CSV file by its head. */
final class CsvInference {
    private static final int MOST_ODD_LINES = 3;
    /** Databases write this for null in text with tabs, where a backslash escapes and quotes are ordinary characters. */
    private static final Pattern ESCAPED_NULL_CELL = Pattern.compile("(?m)(?<![^\t\n\r])\\\\N(?=[\t\r]|$)");

    private static final Pattern ESCAPED = Pattern.compile("\\\\[tnr\\\\]");

    private final HeadText head;
    private final CsvDialect dialect;
    private final CellGrid grid;
    private final int most;
    private final Map<String, Object> options = new LinkedHashMap<>();
    private final Map<String, Object> formats = new TreeMap<>();
    private final Map<String, Object> renamed = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private String locale = "";

    private CsvInference(HeadText head, int rows) {
        this.head = head;
        CsvDialect guess = new DialectGuess(head.text(), head.isWhole(), CsvInference::isValue).best();
        boolean isExport = guess.delimiter() == '\t'
                && ESCAPED_NULL_CELL.matcher(head.text()).find();
        CsvDialect best = isExport ? guess.withEscapes() : guess;
        boolean hasEscapedNull = best.escape() != CsvDialect.NONE && head.text().contains(CsvForms.ESCAPED_NULL);
        dialect = hasEscapedNull ? best.withNulls(List.of(CsvForms.ESCAPED_NULL)) : best;
        grid = CellGrid.of(head.text(), head.isWhole(), dialect, rows + 1);
        most = rows;
    }

    /**
     * Reads the head of a file.
     *
     * @throws MalformedContent if the file has no table
     */
    static Inferred of(InputStream in, int rows) throws IOException {
        HeadText head = HeadText.of(in);
        if (head.text().isBlank()) {
            throw new MalformedContent("", "the file is empty");
        }
        return new CsvInference(head, rows).inferred();
    }

    private static boolean isValue(String text) {
        List<String> one = List.of(text.strip());
        CellForms european = CsvForms.numbers(',', null);
        return ColumnGuess.type(one, CellForms.USUAL) != String.class
                || ColumnGuess.number(one, european).isPresent()
                || DateGuess.of(one).isPresent();
    }

    private Inferred inferred() {
        int width = grid.width();
        List<RawRow> usual = new ArrayList<>();
        List<RawRow> odd = new ArrayList<>();
        grid.rows().forEach(row -> (row.width() == width ? usual : odd).add(row));
        if (usual.isEmpty()) {
            throw new MalformedContent("", "the file has no line with cells");
        }
        List<RawCell> first = usual.get(0).cells();
        boolean hasHeader =
                first.stream().noneMatch(this::isNoHeader) && first.stream().anyMatch(cell -> !cell.isEmpty());
        List<String> header = hasHeader ? first.stream().map(RawCell::text).toList() : List.of();
        boolean isAmbiguous = new HashSet<>(header).size() < header.size();
        int from = hasHeader ? 1 : 0;
        List<RawRow> data = usual.subList(from, Math.min(usual.size(), from + most));
        if (data.isEmpty()) {
            notes.add("The file has a header, but no rows: the types are not known.");
        } else if (grid.isCut()) {
            notes.add(Inferred.onlyHead(data.size()));
        }
        dialectOptions(hasHeader && !isAmbiguous, isAmbiguous ? usual.get(0).line() : dialect.skippedLines());
        if (isAmbiguous) {
            notes.add("Columns of the same name are known by their order, so the header is skipped.");
        }
        List<Component> components = components(header, isAmbiguous, data, width);
        oddLines(odd, width);
        blanks(width, components);
        backslashes(data);
        return new Inferred(new ListOf(new RecordOf(components)), options, notes);
    }

    private boolean isNoHeader(RawCell cell) {
        boolean isNull = cell.isEmpty() && dialect.nulls().contains(CsvForms.ESCAPED_NULL);
        return isNull || isValue(cell.text());
    }

    private void dialectOptions(boolean hasHeader, long skipped) {
        options.put(CsvOptions.DELIMITER, grid.delimiter());
        if (dialect.quote() != '"') {
            options.put(
                    CsvOptions.QUOTE, dialect.quote() == CsvDialect.NONE ? CsvOptions.NONE : (char) dialect.quote());
        }
        options.put(CsvOptions.HEADER, hasHeader);
        if (!head.encoding().equals(StandardCharsets.UTF_8)) {
            options.put(CsvOptions.ENCODING, head.encoding().name());
        }
        if (dialect.escape() != CsvDialect.NONE) {
            options.put(CsvOptions.ESCAPE, (char) dialect.escape());
        }
        options.put(CsvOptions.TRIM, dialect.trims());
        if (dialect.comment() != CsvDialect.NONE) {
            options.put(CsvOptions.COMMENT, (char) dialect.comment());
        }
        options.put(CsvOptions.SKIP_LINES, skipped);
        options.put(CsvOptions.SEP_LINE, dialect.hasSeparatorLine() && skipped == 0);
    }

    private List<Component> components(List<String> header, boolean isAmbiguous, List<RawRow> data, int width) {
        List<List<RawCell>> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int at = i;
            columns.add(data.stream().map(row -> row.cells().get(at)).toList());
        }
        CsvForms forms = CsvForms.of(columns, dialect);
        forms.addTo(options, notes);
        ComponentNames names = new ComponentNames();
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String column = header.isEmpty() ? "" : header.get(i);
            String name = names.spoken(column.isBlank() ? "column " + (i + 1) : column);
            if (!header.isEmpty() && !isAmbiguous && !ColumnNames.isFound(name, i, header)) {
                renamed.put(name, column);
            }
            components.add(component(name, columns.get(i), forms));
        }
        if (!formats.isEmpty()) {
            options.put(CsvOptions.FORMATS, formats);
        }
        if (!locale.isEmpty() && !locale.equals("en")) {
            options.put(CsvOptions.LOCALE, locale);
        }
        if (!renamed.isEmpty()) {
            options.put(CsvOptions.COLUMNS, renamed);
        }
        return components;
    }

    private Component component(String name, List<RawCell> cells, CsvForms forms) {
        List<String> texts = forms.texts(cells);
        if (texts.isEmpty()) {
            notes.add("\"" + name + "\" is empty in all rows that were read, so it is a text.");
            return new Component(name, InferredType.optional(InferredType.TEXT));
        }
        Class<?> type = ColumnGuess.type(texts, forms.forms());
        if (type == String.class) {
            type = dated(name, texts);
        }
        boolean isText = type == String.class;
        boolean isOptional = cells.stream()
                .anyMatch(cell -> cell.isEmpty() ? !isText || !cell.quoted() : forms.isNull(cell, isText));
        InferredType plain = new Plain(type);
        return new Component(name, isOptional ? InferredType.optional(plain) : plain);
    }

    private Class<?> dated(String name, List<String> texts) {
        DateGuess.Found found = DateGuess.of(texts).orElse(null);
        if (found == null) {
            return String.class;
        }
        boolean hasNames = found.patterns().stream().anyMatch(pattern -> pattern.contains("MMM"));
        String language = found.locale().toLanguageTag();
        if (hasNames && !locale.isEmpty() && !locale.equals(language)) {
            return String.class;
        }
        locale = hasNames ? language : locale;
        formats.put(name, found.patterns().size() == 1 ? found.patterns().get(0) : found.patterns());
        if (!found.rivals().isEmpty()) {
            notes.add("\"" + name + "\" fits " + found.patterns().get(0) + " and "
                    + String.join(" and ", found.rivals()) + ": check which one it is.");
        }
        return found.type();
    }

    /** Notes texts that lose the blanks around them, unless those of their whole column are there, also in its header. */
    private void blanks(int width, List<Component> components) {
        if (!dialect.trims()) {
            return;
        }
        List<RawRow> rows = CellGrid.of(head.text(), head.isWhole(), dialect.withBlanks(), most + 1).rows().stream()
                .filter(row -> row.width() == width)
                .toList();
        for (int i = 0; i < width; i++) {
            int at = i;
            InferredType type = components.get(i).type();
            boolean isText = type.equals(InferredType.TEXT) || type.equals(InferredType.optional(InferredType.TEXT));
            if (isText
                    && !rows.isEmpty()
                    && !DialectGuess.hasBlankAtEdge(rows.get(0).cells().get(i))) {
                rows.stream()
                        .filter(row -> DialectGuess.hasBlankText(row.cells().get(at)))
                        .findFirst()
                        .ifPresent(row -> notes.add("\"" + components.get(at).name() + "\" loses the blanks around its"
                                + " text in line " + row.line() + ": if they belong to it, set \"trim\" to false."));
            }
        }
    }

    /** Notes that backslashes are ordinary characters, if they look as if they were not. */
    private void backslashes(List<RawRow> data) {
        if (dialect.escape() != CsvDialect.NONE) {
            return;
        }
        data.stream()
                .filter(row -> row.cells().stream()
                        .anyMatch(cell -> ESCAPED.matcher(cell.text()).find()))
                .findFirst()
                .ifPresent(
                        row -> notes.add(
                                "Line " + row.line()
                                        + " has a backslash before a letter: if both stand for a tab or a line break, set \"escape\"."));
    }

    private void oddLines(List<RawRow> odd, int width) {
        List<RawRow> behind =
                odd.stream().filter(row -> row.line() > dialect.skippedLines()).toList();
        for (RawRow row : behind.subList(0, Math.min(MOST_ODD_LINES, behind.size()))) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Line %d has %d cells, but others have %d: see the option bad-rows.",
                    row.line(),
                    row.width(),
                    width));
        }
        if (behind.size() > MOST_ODD_LINES) {
            notes.add("So have " + (behind.size() - MOST_ODD_LINES) + " more lines.");
        }
    }
}
