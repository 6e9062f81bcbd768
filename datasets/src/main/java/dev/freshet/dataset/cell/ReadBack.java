package dev.freshet.dataset.cell;

/** Refuses values that would be read as other values than were written. */
final class ReadBack {
    private ReadBack() {}

    /** Returns the same kind of value, of which only texts are written that are read as the same value. */
    static Cells.Cell checked(Cells.Cell cell) {
        return new Cells.Cell(
                cell.parse(),
                value -> {
                    String text = cell.print().apply(value);
                    if (!cell.parse().apply(text).equals(value)) {
                        throw new IllegalArgumentException("written as " + text + ", it would be another value");
                    }
                    return text;
                },
                cell.description(),
                cell.kind());
    }
}
