package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a sheet as values of the components.
 *
 * @param is1904 whether the workbook counts days from 1904
 */
record CellReader(String sheet, boolean is1904) {
    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> TIMES = Set.of(LocalDate.class, LocalDateTime.class, LocalTime.class);
    private static final Set<String> ERRORS =
            Set.of("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!");

    /** The limit on digits of a whole number in exponent form that is written out. */
    private static final int MOST_DIGITS = 400;

    /** Returns the position that follows the file's name, such as {@code :Sheet1!C7}. */
    String place(int row, int column) {
        return ":" + sheet + "!" + CellAddress.convertNumToColString(column) + row;
    }

    /** Returns the text of a header cell. */
    String text(Cell cell) {
        String raw = cell.getRawValue();
        return raw == null ? "" : ExcelText.decode(raw);
    }

    /** Returns the value of a cell for a column; null if the cell is empty. */
    @Nullable
    Object value(Cell cell, SheetColumns.Column column) {
        String place = place(cell.getAddress().getRow() + 1, cell.getColumnIndex());
        String raw = cell.getRawValue();
        if (raw == null && cell.getType() == CellType.FORMULA) {
            throw new MalformedContent(
                    place, "the file has no value of the formula; open it in Excel and save it again");
        }
        if (raw == null) {
            return null;
        }
        if (cell.getType() == CellType.ERROR || (cell.getType() == CellType.FORMULA && ERRORS.contains(raw))) {
            throw new MalformedContent(place, "the cell holds the error " + raw);
        }
        try {
            return parse(cell.getType(), raw, column);
        } catch (IllegalArgumentException e) {
            throw new MalformedContent(place, "column \"" + column.name() + "\": " + e.getMessage(), e);
        }
    }

    private @Nullable Object parse(CellType type, String raw, SheetColumns.Column column) {
        boolean mayBeNumber = type == CellType.NUMBER || type == CellType.FORMULA;
        if (mayBeNumber && TIMES.contains(column.type()) && Serial.isNumber(raw)) {
            return Serial.toTime(raw, is1904, column);
        }
        if (type == CellType.STRING || (type == CellType.FORMULA && !Serial.isNumber(raw))) {
            String text = ExcelText.decode(raw);
            return text.isEmpty() && column.type() != String.class
                    ? null
                    : column.value().parse(text);
        }
        boolean isTruth = column.type() == boolean.class || column.type() == Boolean.class;
        if (type == CellType.BOOLEAN || (type == CellType.FORMULA && isTruth)) {
            return column.value().parse(raw.equals("1") ? "true" : raw.equals("0") ? "false" : raw);
        }
        return column.value().parse(number(raw, column.type()));
    }

    /** Excel writes whole numbers as {@code 3}, {@code 3.0} or {@code 3E0}. */
    private static String number(String raw, Class<?> type) {
        if (!WHOLE.contains(type) && type != String.class) {
            return raw;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(raw).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return raw;
        }
        boolean isShort = Math.abs((long) number.scale()) + number.precision() < MOST_DIGITS;
        return isShort && (number.scale() <= 0 || type == String.class) ? number.toPlainString() : raw;
    }
}
