package dev.freshet.spark;

/** Records that the table of a test does not fit. */
public final class TypedRows {
    private TypedRows() {}

    /** A column of another name. */
    public record Other(int id, String nme) {}

    /** A column of a narrower type. */
    public record Narrow(byte id) {}
}
