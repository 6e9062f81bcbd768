package dev.freshet.wiring;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The dataset types that Freshet brings, and the Java types that each of them can hold. */
public enum BuiltInType {
    /** Bytes as they are. */
    BYTES(
            "bytes",
            "a byte[]",
            type -> type.component().filter(element -> element.is("byte")).isPresent()),
    /** Rows. */
    CSV(
            "csv",
            "a List, Collection or Iterable of records, of Map<String, String> or of List<String>",
            type -> type.isMany() && isRow(type.element())),
    /** One JSON value. */
    JSON("json", "any type that Jackson can read and write", type -> true),
    /** One JSON value on each line. */
    JSONL("jsonl", "a List, Collection or Iterable", TypeView::isMany),
    /** Kept for the run only. */
    MEMORY("memory", "any type", type -> true),
    /** Text, or lines of it. */
    TEXT(
            "text",
            "a String, or a List, Collection or Iterable of String",
            type -> type.isString() || (type.isMany() && type.element().isString()));

    private final String word;
    private final String holds;
    private final Predicate<TypeView> accepts;

    BuiltInType(String word, String holds, Predicate<TypeView> accepts) {
        this.word = word;
        this.holds = holds;
        this.accepts = accepts;
    }

    /** The type of that name in the catalog. */
    public static Optional<BuiltInType> named(String word) {
        return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** The name in the catalog. */
    public String word() {
        return word;
    }

    /** The Java types that it holds, in words. */
    public String holds() {
        return holds;
    }

    /** Whether it holds values of a Java type. */
    public boolean accepts(TypeView type) {
        return accepts.test(type);
    }

    private static boolean isRow(TypeView type) {
        return type.isRecord() || type.isOfStrings("java.util.Map") || type.isOfStrings("java.util.List");
    }
}
