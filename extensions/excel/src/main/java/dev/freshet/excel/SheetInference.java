package dev.freshet.excel;

import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.InferredRecord;
import dev.freshet.dataset.value.TextValue;
import dev.freshet.excel.SheetCell.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the record that holds the rows of a sheet. A component has the first type by which every cell
 * of its column can be read.
 */
final class SheetInference {
    private static final List<Class<?>> TYPES = List.of(
            boolean.class,
            int.class,
            long.class,
            double.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            String.class);

    /** A text that looks like a number is one on purpose, such as a postcode. */
    private static final List<Class<?>> TYPES_OF_TEXTS =
            List.of(LocalDate.class, LocalTime.class, LocalDateTime.class, String.class);

    private final CellReader cells;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> options = new LinkedHashMap<>();

    private SheetInference(CellReader cells) {
        this.cells = cells;
    }

    /**
     * Reads the first rows of the first sheet that has any.
     *
     * @throws MalformedContent if all sheets are empty, or hold nothing that can be read
     */
    static Inferred of(Path file, int most) throws IOException {
        return SheetReader.reading(() -> {
            try (Workbook workbook = new Workbook(file)) {
                for (String sheet : workbook.sheets()) {
                    try (SheetRows rows = new SheetRows(workbook, sheet)) {
                        SheetRows.Row first = rows.next();
                        if (first != null) {
                            SheetInference inference = new SheetInference(new CellReader(sheet, workbook.is1904()));
                            inference.choose(sheet, workbook.sheets());
                            return inference.of(first, rows, most);
                        }
                    }
                }
                throw new MalformedContent("", "the workbook has no rows");
            }
        });
    }

    private void choose(String sheet, List<String> sheets) {
        int number = sheets.indexOf(sheet) + 1;
        if (number > 1) {
            options.put(ExcelFormat.SHEET, SheetName.isNumber(sheet) ? String.valueOf(number) : sheet);
        }
        if (sheets.size() > 1) {
            notes.add("This is the sheet \"" + sheet + "\" of " + String.join(", ", sheets)
                    + "; the option sheet names another one.");
        }
    }

    private Inferred of(SheetRows.Row first, SheetRows rows, int most) {
        boolean hasHeader = first.cells().stream().allMatch(cell -> cell == null || cell.kind() == Kind.TEXT);
        List<SheetRows.Row> head = new ArrayList<>();
        SheetRows.Row row = hasHeader ? rows.next() : first;
        while (row != null && head.size() < most) {
            head.add(row);
            row = rows.next();
        }
        if (head.isEmpty()) {
            notes.add("The sheet has a header, but no rows: the types are not known.");
        } else if (row != null) {
            notes.add(Inferred.onlyHead(head.size()));
        }
        options.put(ExcelFormat.HEADER, hasHeader);
        InferredRecord record = hasHeader ? named(first, head) : numbered(head);
        InferredType type = record.type()
                .orElseThrow(() ->
                        new MalformedContent(":" + cells.sheet(), "the sheet has no column that a component can hold"));
        return new Inferred(new ListOf(type), options, notes);
    }

    private InferredRecord named(SheetRows.Row first, List<SheetRows.Row> head) {
        List<String> header = first.cells().stream()
                .map(cell -> cell == null ? "" : cell.raw())
                .toList();
        InferredRecord record = new InferredRecord(header, "", false, notes);
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).isBlank()) {
                notes.add("Column " + SheetCell.letters(i) + " is left out: it has no name.");
            } else {
                add(record, i, header.get(i), head);
            }
        }
        return record;
    }

    /** Columns without names are known by their order, so none can be left out before another. */
    private InferredRecord numbered(List<SheetRows.Row> head) {
        int width = head.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<String> header = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            header.add("column " + SheetCell.letters(i));
        }
        InferredRecord record = new InferredRecord(header, "", false, notes);
        for (int i = 0; i < width; i++) {
            if (!add(record, i, header.get(i), head)) {
                if (i + 1 < width) {
                    notes.add("So are all columns behind it.");
                }
                break;
            }
        }
        return record;
    }

    private boolean add(InferredRecord record, int column, String name, List<SheetRows.Row> head) {
        boolean isOptional = false;
        boolean isText = false;
        boolean isEmpty = true;
        for (SheetRows.Row row : head) {
            SheetCell cell = row.cell(column);
            boolean isMissing =
                    cell == null || (cell.kind() == Kind.TEXT && cell.raw().isEmpty());
            isOptional |= isMissing;
            isText |= cell != null && !isMissing && cell.kind() == Kind.TEXT;
            isEmpty &= isMissing;
        }
        if (isEmpty && !head.isEmpty()) {
            notes.add("\"" + name + "\" is empty in all rows that were read, so it is a text.");
        }
        List<Class<?>> types = isEmpty ? List.of(String.class) : isText ? TYPES_OF_TEXTS : TYPES;
        for (Class<?> type : types) {
            if (refusal(type, column, name, head).isEmpty()) {
                record.add(column, isOptional ? InferredType.optional(new Plain(type)) : new Plain(type));
                return true;
            }
        }
        MalformedContent refusal = refusal(String.class, column, name, head).orElseThrow();
        record.leaveOut(column, refusal.place().substring(1) + ": " + refusal.problem());
        return false;
    }

    /** Returns why a column cannot be read by a type; empty if it can. */
    private Optional<MalformedContent> refusal(Class<?> type, int index, String name, List<SheetRows.Row> head) {
        TextValue value = TextValue.of(type).orElseThrow();
        SheetColumns.Column column = new SheetColumns.Column(name, value, type, Optional.empty(), true);
        try {
            for (SheetRows.Row row : head) {
                SheetCell cell = row.cell(index);
                if (cell != null) {
                    cells.value(cell, row.number(), column);
                }
            }
            return Optional.empty();
        } catch (MalformedContent e) {
            return Optional.of(e);
        }
    }
}
