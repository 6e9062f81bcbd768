package dev.freshet.excel;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Which sheet of a workbook is meant.
 *
 * @param name the name; empty if the number says it
 * @param number from 1
 */
record SheetName(String name, int number) {
    private static final int LONGEST = 31;

    /** The first sheet if nothing is given, that of a number, or that of a name. */
    static SheetName of(@Nullable String given) {
        if (given == null) {
            return new SheetName("", 1);
        }
        if (given.matches("[0-9]{1,4}")) {
            if (Integer.parseInt(given) == 0) {
                throw new IllegalArgumentException("\"sheet\" must be a name or a number from 1, not 0");
            }
            return new SheetName("", Integer.parseInt(given));
        }
        if (given.isBlank() || given.length() > LONGEST || given.matches(".*[\\[\\]*?:/\\\\\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("\"sheet\" must be a name as Excel has them: up to " + LONGEST
                    + " characters, none of [ ] * ? : / \\");
        }
        return new SheetName(given, 0);
    }

    /** The name that is written. */
    String written() {
        return name.isEmpty() ? "Sheet" + number : name;
    }

    /**
     * The sheet of a workbook.
     *
     * @throws MalformedContent naming the sheets there are, if it is not among them
     */
    Sheet in(ReadableWorkbook workbook) {
        List<Sheet> sheets = workbook.getSheets().toList();
        if (name.isEmpty()) {
            if (number > sheets.size()) {
                throw new MalformedContent("", "there is no sheet " + number + "; " + there(sheets));
            }
            return sheets.get(number - 1);
        }
        Optional<Sheet> found =
                sheets.stream().filter(sheet -> sheet.getName().equals(name)).findFirst();
        return found.orElseThrow(() -> new MalformedContent(
                "", "there is no sheet \"" + name + "\"; " + NearestName.hint(name, names(sheets), there(sheets))));
    }

    private static String there(List<Sheet> sheets) {
        return "the file has " + (sheets.isEmpty() ? "none" : String.join(", ", names(sheets)));
    }

    private static List<String> names(List<Sheet> sheets) {
        return sheets.stream().map(Sheet::getName).toList();
    }
}
