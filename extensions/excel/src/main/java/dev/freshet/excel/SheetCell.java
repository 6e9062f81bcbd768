package dev.freshet.excel;

/**
 * A cell that has a value.
 *
 * @param column the index of the column
 * @param raw the value as the file has it; the text of a text
 */
record SheetCell(int column, Kind kind, String raw) {
    /** The kinds of values. A formula has the kind of its result. */
    enum Kind {
        NUMBER,
        /** A number with a format for dates or times. */
        SERIAL_DATE,
        /** A date or time in the form of ISO 8601. */
        ISO_DATE,
        TEXT,
        FLAG,
        ERROR,
        /** A formula whose result is not in the file. */
        UNKNOWN
    }

    private static final int LETTERS = 26;

    /** Returns the letters of a column, such as {@code AB}. */
    static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            letters.insert(0, (char) ('A' + rest % LETTERS));
        }
        return letters.toString();
    }

    /** The inverse of {@link #letters}, for the beginning of a place such as {@code AB12}. */
    static int column(String place) {
        int column = 0;
        for (int i = 0; i < place.length() && place.charAt(i) >= 'A' && place.charAt(i) <= 'Z'; i++) {
            column = Math.addExact(Math.multiplyExact(column, LETTERS), place.charAt(i) - 'A' + 1);
        }
        if (column == 0) {
            throw new IllegalArgumentException("no place of a cell: " + place);
        }
        return column - 1;
    }
}
