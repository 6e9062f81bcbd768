package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.dataset.value.OptionalType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook with one sheet, row by row. The workbook contains no dates, so the same records result in the same
 * bytes.
 */
final class SheetWriter implements RecordWriter {
    private static final int MOST_DIGITS = 15;
    private static final long BEYOND_DIGITS = 1_000_000_000_000_000L;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;
    private static final int LONGEST_TEXT = 32_767;

    private final SheetColumns columns;
    private final String[] letters;
    private final ZipOutputStream zip;
    private final Writer xml;
    private int row;

    SheetWriter(OutputStream out, ExcelCodec codec) throws IOException {
        columns = codec.columns();
        letters = new String[columns.all().size()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = SheetCell.letters(i);
        }
        if (letters.length > MOST_COLUMNS) {
            throw new MalformedContent("", "a sheet has " + MOST_COLUMNS + " columns at most");
        }
        zip = new ZipOutputStream(out);
        WorkbookParts.write(zip, codec.sheet().written());
        WorkbookParts.begin(zip, WorkbookParts.SHEET);
        xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 14);
        xml.write(WorkbookParts.SHEET_BEGIN);
        if (codec.hasHeader()) {
            header();
        }
    }

    private void header() throws IOException {
        row++;
        xml.write("<row r=\"1\">");
        for (int i = 0; i < letters.length; i++) {
            text(i, columns.all().get(i).name());
        }
        xml.write("</row>");
    }

    @Override
    public void write(Object record) throws IOException {
        if (row == MOST_ROWS) {
            throw new MalformedContent("", "a sheet has " + MOST_ROWS + " rows at most");
        }
        row++;
        @Nullable Object[] values = columns.binding().values(record);
        boolean isBlank = true;
        xml.write("<row r=\"" + row + "\">");
        for (int i = 0; i < values.length; i++) {
            Object value = OptionalType.held(values[i]);
            if (value != null) {
                isBlank = false;
                cell(i, value);
            }
        }
        xml.write("</row>");
        if (isBlank) {
            throw new MalformedContent(
                    "", "all components are null: the row would be blank, and blank rows are not read");
        }
    }

    private void cell(int column, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            begin(column, " t=\"b\"");
            end(flag ? "1" : "0");
        } else if (value instanceof LocalDate date && Serial.holds(date)) {
            begin(column, WorkbookParts.DATE_STYLE);
            end(Long.toString(Serial.of(date)));
        } else if (value instanceof LocalDateTime at && Serial.holds(at)) {
            begin(column, WorkbookParts.TIME_STYLE);
            end(Double.toString(Serial.of(at)));
        } else if (isNumber(value)) {
            begin(column, "");
            end(value.toString());
        } else {
            text(column, print(columns.all().get(column), value));
        }
    }

    private static String print(SheetColumns.Column column, Object value) {
        try {
            return column.value().print(value);
        } catch (RuntimeException e) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\": " + value + " cannot be written as "
                            + column.value().description(),
                    e);
        }
    }

    /**
     * Returns whether Excel, which calculates with doubles and shows 15 digits, holds a value exactly as a number. Other
     * values become text.
     */
    private static boolean isNumber(Object value) {
        if (value instanceof Double real) {
            return Double.isFinite(real);
        }
        if (value instanceof Float real) {
            return Float.isFinite(real);
        }
        if (value instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) < 300 && decimal.precision() <= MOST_DIGITS;
        }
        if (value instanceof Long number) {
            return number > -BEYOND_DIGITS && number < BEYOND_DIGITS;
        }
        return value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private void begin(int column, String attributes) throws IOException {
        xml.write("<c r=\"" + letters[column] + row + "\"" + attributes + ">");
    }

    private void end(String value) throws IOException {
        xml.write("<v>" + value + "</v></c>");
    }

    private void text(int column, String text) throws IOException {
        if (text.length() > LONGEST_TEXT) {
            throw new MalformedContent(
                    "",
                    "column \"" + columns.all().get(column).name() + "\" has a text of " + text.length()
                            + " characters; a cell holds " + LONGEST_TEXT + " at most");
        }
        begin(column, " t=\"inlineStr\"");
        xml.write("<is><t xml:space=\"preserve\">" + ExcelText.encode(text) + "</t></is></c>");
    }

    @Override
    public void finish() throws IOException {
        xml.write(WorkbookParts.SHEET_END);
        xml.flush();
        zip.closeEntry();
        zip.finish();
    }
}
