package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ScalarNode;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The built-in dataset types: their names in the catalog, the Java types that they hold, and their options. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state, and List.of cannot change
enum DatasetType {
    BYTES("a byte[]", type -> type == byte[].class, "path"),
    CSV(
            "a List, Collection or Iterable of records, of Map<String, String> or of List<String>",
            type -> JavaTypes.isMany(type) && isRow(JavaTypes.element(type)),
            "path",
            "delimiter",
            "quote",
            "header",
            "encoding",
            "formats",
            "columns"),
    JSON("any type that Jackson can read and write", type -> true, "path"),
    JSONL("a List, Collection or Iterable", JavaTypes::isMany, "path"),
    MEMORY("any type", type -> true, EntryOptions.SPILL),
    TEXT(
            "a String, or a List, Collection or Iterable of String",
            type -> type == String.class || (JavaTypes.isMany(type) && JavaTypes.element(type) == String.class),
            "path",
            "encoding");

    private final String holds;
    private final Predicate<Type> accepts;
    private final List<String> options;

    DatasetType(String holds, Predicate<Type> accepts, String... options) {
        this.holds = holds;
        this.accepts = accepts;
        this.options = List.of(options);
    }

    private static boolean isRow(Type type) {
        return JavaTypes.raw(type).isRecord()
                || JavaTypes.isOfStrings(type, Map.class)
                || JavaTypes.isOfStrings(type, List.class);
    }

    static Optional<DatasetType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.word().equals(name)).findFirst();
    }

    /**
     * The type that a catalog entry names.
     *
     * @throws ConfigException naming the nearest type if there is none
     */
    static DatasetType require(ScalarNode name) {
        return named(name.text()).orElseThrow(() -> {
            List<String> words = Arrays.stream(values()).map(DatasetType::word).toList();
            return new ConfigException(
                    name.position(), "unknown dataset type \"" + name + "\"; " + EntryOptions.hint(name.text(), words));
        });
    }

    /** The name in the catalog. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Java types that it holds, in words. */
    String holds() {
        return holds;
    }

    /** The legal options besides {@code type} and {@code credentials}. */
    List<String> options() {
        return options;
    }

    boolean accepts(Type type) {
        return accepts.test(type);
    }
}
