package dev.freshet.excel;

import dev.freshet.excel.SheetCell.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, one after the other. */
final class SheetRows implements Closeable {
    private static final int MOST_COLUMNS = 16_384;

    private final Workbook workbook;
    private final Xml xml;
    private int number;

    SheetRows(Workbook workbook, String sheet) throws IOException {
        this.workbook = workbook;
        xml = workbook.sheet(sheet);
    }

    /**
     * A row.
     *
     * @param number from 1
     * @param cells by column; null where there is no value
     */
    record Row(int number, List<@Nullable SheetCell> cells) {
        @Nullable
        SheetCell cell(int column) {
            return column < cells.size() ? cells.get(column) : null;
        }
    }

    /** Returns the next row that has a value; null at the end. */
    @Nullable
    Row next() {
        while (xml.next()) {
            if (xml.begins("row")) {
                String given = xml.attribute("r");
                number = given == null ? number + 1 : Integer.parseInt(given);
                Row row = row();
                if (!row.cells.isEmpty()) {
                    return row;
                }
            }
        }
        return null;
    }

    private Row row() {
        List<@Nullable SheetCell> cells = new ArrayList<>();
        int column = -1;
        while (xml.next() && !xml.ends("row")) {
            if (xml.begins("c")) {
                String place = xml.attribute("r");
                column = place == null ? column + 1 : SheetCell.column(place);
                if (column >= MOST_COLUMNS) {
                    throw new IllegalArgumentException("too many columns");
                }
                SheetCell cell = cell(column);
                if (cell != null) {
                    put(cells, cell);
                }
            }
        }
        return new Row(number, cells);
    }

    private static void put(List<@Nullable SheetCell> cells, SheetCell cell) {
        if (cell.column() < cells.size() && cells.get(cell.column()) != null) {
            throw new IllegalArgumentException("two cells at one place");
        }
        while (cells.size() <= cell.column()) {
            cells.add(null);
        }
        cells.set(cell.column(), cell);
    }

    private @Nullable SheetCell cell(int column) {
        String type = xml.attribute("t", "n");
        int style = Integer.parseInt(xml.attribute("s", "0"));
        String value = null;
        boolean isFormula = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.begins("f")) {
                isFormula = true;
                xml.skip();
            } else if (xml.begins("v")) {
                value = xml.text();
            } else if (xml.begins("is")) {
                value = Workbook.text(xml, "is");
            }
        }
        if (value == null || (value.isEmpty() && !isText(type))) {
            return isFormula ? new SheetCell(column, Kind.UNKNOWN, "") : null;
        }
        return cell(column, type, style, value);
    }

    private static boolean isText(String type) {
        return type.equals("str") || type.equals("inlineStr");
    }

    private SheetCell cell(int column, String type, int style, String value) {
        return switch (type) {
            case "n" ->
                new SheetCell(column, workbook.formats().isStyleOfDates(style) ? Kind.SERIAL_DATE : Kind.NUMBER, value);
            case "s" -> new SheetCell(column, Kind.TEXT, workbook.text(Integer.parseInt(value)));
            case "str" -> new SheetCell(column, Kind.TEXT, ExcelText.decode(value));
            case "inlineStr" -> new SheetCell(column, Kind.TEXT, value);
            case "b" -> new SheetCell(column, Kind.FLAG, value);
            case "d" -> new SheetCell(column, Kind.ISO_DATE, value);
            case "e" -> new SheetCell(column, Kind.ERROR, value);
            default -> throw new IllegalArgumentException("a cell of the unknown type " + type);
        };
    }

    @Override
    public void close() {
        xml.close();
    }
}
