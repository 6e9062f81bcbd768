package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet. Rows without any value are skipped. */
final class SheetReader implements RecordReader {
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final SheetColumns columns;
    private final CellReader cells;
    private final int[] places;

    private SheetReader(ReadableWorkbook workbook, ExcelCodec codec) throws IOException {
        this.workbook = workbook;
        columns = codec.columns();
        Sheet sheet = codec.sheet().in(workbook);
        cells = new CellReader(sheet.getName(), workbook.isDate1904());
        stream = sheet.openStream();
        rows = stream.iterator();
        places = codec.hasHeader() ? header() : inOrder(columns.all().size());
    }

    static SheetReader open(Path file, ExcelCodec codec) throws IOException {
        return reading(() -> {
            ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
            try {
                return new SheetReader(workbook, codec);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        });
    }

    /** An operation that can fail because of a file's content. */
    private interface Reading<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Calls the library, which throws whatever its parsers throw. */
    private static <T extends @Nullable Object> T reading(Reading<T> reading) {
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
        Row first = nextWithValues();
        if (first == null) {
            throw new MalformedContent(
                    ":" + cells.sheet(), "the sheet is empty; a row with the names of the columns is expected");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.getCellCount(); i++) {
            Cell cell = cell(first, i);
            names.add(cell == null ? "" : cells.text(cell));
        }
        return columns.binding().columns(names, ":" + cells.sheet() + "!" + first.getRowNum());
    }

    private @Nullable Row nextWithValues() {
        while (rows.hasNext()) {
            Row row = rows.next();
            for (int i = 0; i < row.getCellCount(); i++) {
                if (cell(row, i) != null) {
                    return row;
                }
            }
        }
        return null;
    }

    private static @Nullable Cell cell(Row row, int index) {
        Cell cell = index < row.getCellCount() ? row.getCell(index) : null;
        return cell == null || cell.getType() == CellType.EMPTY ? null : cell;
    }

    @Override
    public @Nullable Object read() {
        return reading(() -> {
            Row row = nextWithValues();
            return row == null ? null : record(row);
        });
    }

    private Object record(Row row) {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            SheetColumns.Column column = columns.all().get(i);
            Cell cell = cell(row, places[i]);
            Object value = cell == null ? null : cells.value(cell, column);
            if (value == null && !column.isNullable()) {
                throw new MalformedContent(
                        cells.place(row.getRowNum(), places[i]),
                        "column \"" + column.name() + "\" is empty, but must be "
                                + column.value().description());
            }
            values[i] = column.wrapped(value);
        }
        try {
            return columns.binding().create(values);
        } catch (MalformedContent e) {
            throw new MalformedContent(
                    ":" + cells.sheet() + "!" + row.getRowNum(), String.valueOf(e.getMessage()), e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            stream.close();
        }
    }
}
