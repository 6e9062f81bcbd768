package dev.freshet.excel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells which styles of cells show numbers as dates or times. */
final class DateFormats {
    /** Texts, colours and conditions, escaped characters, fillers; {@code [h]} and the like are times. */
    private static final Pattern NO_LETTERS =
            Pattern.compile("\"[^\"]*\"?|\\[(?![hms]+\\])[^\\]]*\\]?|\\\\.|_.|\\*.", Pattern.CASE_INSENSITIVE);

    private static final Pattern LETTERS = Pattern.compile("[dmyhs]", Pattern.CASE_INSENSITIVE);

    private final List<Boolean> styles = new ArrayList<>();

    private DateFormats() {}

    /** Returns the styles of a workbook without a part for styles. */
    static DateFormats none() {
        return new DateFormats();
    }

    /** Reads the part {@code styles.xml}. */
    static DateFormats of(Xml xml) {
        DateFormats formats = new DateFormats();
        Map<Integer, String> codes = new HashMap<>();
        boolean isCells = false;
        while (xml.next()) {
            if (xml.begins("numFmt")) {
                codes.put(Integer.valueOf(xml.attribute("numFmtId", "0")), xml.attribute("formatCode", ""));
            } else if (xml.begins("cellXfs")) {
                isCells = true;
            } else if (xml.ends("cellXfs")) {
                isCells = false;
            } else if (isCells && xml.begins("xf")) {
                int id = Integer.parseInt(xml.attribute("numFmtId", "0"));
                formats.styles.add(codes.containsKey(id) ? isDate(codes.get(id)) : isDate(id));
            }
        }
        return formats;
    }

    /**
     * Returns whether a style is one of dates or times.
     *
     * @throws IllegalArgumentException if the workbook has no such style
     */
    boolean isStyleOfDates(int style) {
        if (style == 0 && styles.isEmpty()) {
            return false;
        }
        if (style < 0 || style >= styles.size()) {
            throw new IllegalArgumentException("there is no style " + style);
        }
        return styles.get(style);
    }

    /** The formats that every workbook has, also those of East Asia. */
    private static boolean isDate(int builtIn) {
        return (builtIn >= 14 && builtIn <= 22)
                || (builtIn >= 27 && builtIn <= 36)
                || (builtIn >= 45 && builtIn <= 47)
                || (builtIn >= 50 && builtIn <= 58)
                || (builtIn >= 71 && builtIn <= 81);
    }

    static boolean isDate(String code) {
        String plain = NO_LETTERS.matcher(code.split(";", 2)[0]).replaceAll("");
        return !plain.equalsIgnoreCase("General") && LETTERS.matcher(plain).find();
    }
}
