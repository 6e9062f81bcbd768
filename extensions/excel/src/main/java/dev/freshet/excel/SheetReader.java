package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet. Rows without any value are skipped. */
final class SheetReader implements RecordReader {
    private final Workbook workbook;
    private final SheetRows rows;
    private final SheetColumns columns;
    private final CellReader cells;
    private final int[] places;

    private SheetReader(Workbook workbook, ExcelCodec codec) throws IOException {
        this.workbook = workbook;
        columns = codec.columns();
        String sheet = codec.sheet().in(workbook.sheets());
        cells = new CellReader(sheet, workbook.is1904());
        rows = new SheetRows(workbook, sheet);
        places = codec.hasHeader() ? header() : inOrder(columns.all().size());
    }

    static SheetReader open(Path file, ExcelCodec codec) throws IOException {
        return reading(() -> {
            Workbook workbook = new Workbook(file);
            try {
                return new SheetReader(workbook, codec);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        });
    }

    /** An operation that can fail because of a file's content. */
    interface Reading<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Calls the library, which throws whatever its parsers throw. */
    static <T extends @Nullable Object> T reading(Reading<T> reading) {
        try {
            return reading.run();
        } catch (MalformedContent e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", "the workbook is damaged, or parts of it are missing", e);
        }
    }

    private static int[] inOrder(int count) {
        int[] places = new int[count];
        Arrays.setAll(places, i -> i);
        return places;
    }

    private int[] header() {
        SheetRows.Row first = rows.next();
        if (first == null) {
            throw new MalformedContent(
                    ":" + cells.sheet(), "the sheet is empty; a row with the names of the columns is expected");
        }
        List<String> names = new ArrayList<>();
        for (SheetCell cell : first.cells()) {
            names.add(cell == null ? "" : cell.raw());
        }
        return columns.binding().columns(names, ":" + cells.sheet() + "!" + first.number());
    }

    @Override
    public @Nullable Object read() {
        return reading(() -> {
            SheetRows.Row row = rows.next();
            return row == null ? null : record(row);
        });
    }

    private Object record(SheetRows.Row row) {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            SheetColumns.Column column = columns.all().get(i);
            SheetCell cell = row.cell(places[i]);
            Object value = cell == null ? null : cells.value(cell, row.number(), column);
            if (value == null && !column.isNullable()) {
                throw new MalformedContent(
                        cells.place(row.number(), places[i]),
                        "column \"" + column.name() + "\" is empty, but must be "
                                + column.value().description());
            }
            values[i] = column.wrapped(value);
        }
        try {
            return columns.binding().create(values);
        } catch (MalformedContent e) {
            throw new MalformedContent(
                    ":" + cells.sheet() + "!" + row.number(), String.valueOf(e.getMessage()), e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            rows.close();
        }
    }
}
