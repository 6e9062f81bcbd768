package dev.freshet.wiring;

import java.util.Optional;

/** The dataset types that Freshet brings, and the Java types that each of them can hold. */
public enum BuiltInType {
    /** Bytes as they are. */
    BYTES("bytes", "a byte[]"),
    /** Rows. */
    CSV("csv", "a List, Collection or Iterable of records, of Map<String, String> or of List<String>"),
    /** One JSON value. */
    JSON("json", "any type that Jackson can read and write"),
    /** One JSON value on each line. */
    JSONL("jsonl", "a List, Collection or Iterable"),
    /** Values that last as long as the run. */
    MEMORY("memory", "any type"),
    /** Text, or lines of it. */
    TEXT("text", "a String, or a List, Collection or Iterable of String"),
    /** One YAML value. */
    YAML("yaml", "any type that Jackson can read and write");

    private final String word;
    private final String holds;

    BuiltInType(String word, String holds) {
        this.word = word;
        this.holds = holds;
    }

    /** Returns the type with a name of the catalog. */
    public static Optional<BuiltInType> named(String word) {
        for (BuiltInType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the name in the catalog. */
    public String word() {
        return word;
    }

    /** Returns the Java types that it holds, in words. */
    public String holds() {
        return holds;
    }

    /** Returns whether it holds values of a Java type. */
    public boolean accepts(TypeView type) {
        return switch (this) {
            case BYTES -> type.component().filter(element -> element.is("byte")).isPresent();
            case CSV -> type.isMany() && isRow(type.element());
            case JSONL -> type.isMany();
            case TEXT -> type.isString() || (type.isMany() && type.element().isString());
            case JSON, MEMORY, YAML -> true;
        };
    }

    private static boolean isRow(TypeView type) {
        return type.isRecord() || type.isOfStrings("java.util.Map") || type.isOfStrings("java.util.List");
    }
}
