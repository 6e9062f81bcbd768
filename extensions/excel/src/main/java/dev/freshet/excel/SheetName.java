package dev.freshet.excel;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionException;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a sheet of a workbook.
 *
 * @param name the name; empty if the number identifies the sheet
 * @param number the number, from 1
 */
record SheetName(String name, int number) {
    private static final int LONGEST = 31;

    /**
     * Returns the sheet with a name or a number; by default, the first sheet.
     *
     * @throws OptionException if no sheet can have that name or number
     */
    static SheetName of(Optional<String> option) {
        if (option.isEmpty()) {
            return new SheetName("", 1);
        }
        String given = option.get();
        if (isNumber(given)) {
            if (Integer.parseInt(given) == 0) {
                throw new OptionException(ExcelFormat.SHEET, "\"sheet\" must be a name or a number from 1, not 0");
            }
            return new SheetName("", Integer.parseInt(given));
        }
        if (given.isBlank() || given.length() > LONGEST || given.matches(".*[\\[\\]*?:/\\\\\\p{Cntrl}].*")) {
            throw new OptionException(
                    ExcelFormat.SHEET,
                    "\"sheet\" must be a name as Excel has them: up to " + LONGEST
                            + " characters, none of [ ] * ? : / \\");
        }
        return new SheetName(given, 0);
    }

    /** Returns whether the option takes a text for the number of a sheet. */
    static boolean isNumber(String given) {
        return given.matches("[0-9]{1,4}");
    }

    /** Returns the name of a sheet to write. */
    String written() {
        return name.isEmpty() ? "Sheet" + number : name;
    }

    /**
     * Returns the name of the sheet of a workbook.
     *
     * @param sheets the names of all sheets, in order
     * @throws MalformedContent if the workbook has no such sheet; it names the existing ones
     */
    String in(List<String> sheets) {
        if (name.isEmpty()) {
            if (number > sheets.size()) {
                throw new MalformedContent("", "there is no sheet " + number + "; " + there(sheets));
            }
            return sheets.get(number - 1);
        }
        if (!sheets.contains(name)) {
            throw new MalformedContent(
                    "", "there is no sheet \"" + name + "\"; " + NearestName.hint(name, sheets, there(sheets)));
        }
        return name;
    }

    private static String there(List<String> sheets) {
        return "the file has " + (sheets.isEmpty() ? "none" : String.join(", ", sheets));
    }
}
