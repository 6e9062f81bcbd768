package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.FileFormat;
import dev.freshet.wiring.JavaTypes;
import java.lang.ref.SoftReference;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The dataset types: their names in the catalog, the Java types that they hold, and their options.
 *
 * @param word the name in the catalog
 * @param holds the Java types that it holds, in words
 * @param predicate whether it holds values of a Java type
 * @param options the legal options besides {@code type} and {@code credentials}
 * @param format what reads and writes it, if it is not built in
 * @param provider what opens it, if it is not a file
 */
record DatasetType(
        String word,
        String holds,
        Predicate<Type> predicate,
        List<String> options,
        Optional<FileFormat> format,
        Optional<DatasetProvider> provider) {
    static final DatasetType BYTES = builtIn("bytes", "a byte[]", type -> type == byte[].class, "path");
    static final DatasetType CSV = builtIn(
            "csv",
            "a List, Collection or Iterable of records, of Map<String, String> or of List<String>",
            type -> JavaTypes.isMany(type) && isRow(JavaTypes.element(type)),
            "path",
            "delimiter",
            "quote",
            "header",
            "encoding",
            "formats",
            "columns");
    static final DatasetType JSON = builtIn("json", "any type that Jackson can read and write", type -> true, "path");
    static final DatasetType JSONL = builtIn("jsonl", "a List, Collection or Iterable", JavaTypes::isMany, "path");
    static final DatasetType MEMORY = builtIn("memory", "any type", type -> true, EntryOptions.SPILL);
    static final DatasetType TEXT = builtIn(
            "text",
            "a String, or a List, Collection or Iterable of String",
            type -> type == String.class || (JavaTypes.isMany(type) && JavaTypes.element(type) == String.class),
            "path",
            "encoding");

    private static final List<DatasetType> BUILT_IN = List.of(BYTES, CSV, JSON, JSONL, MEMORY, TEXT);
    /** By class loader, what services were found. */
    private static final Map<ClassLoader, SoftReference<List<DatasetType>>> FOUND = new WeakHashMap<>();

    private static DatasetType builtIn(String word, String holds, Predicate<Type> types, String... options) {
        return new DatasetType(word, holds, types, List.of(options), Optional.empty(), Optional.empty());
    }

    private static DatasetType of(FileFormat format) {
        Set<String> options = new LinkedHashSet<>(List.of("path"));
        options.addAll(format.options());
        return new DatasetType(
                format.name(),
                format.holds(),
                format::accepts,
                List.copyOf(options),
                Optional.of(format),
                Optional.empty());
    }

    private static DatasetType of(DatasetProvider provider) {
        List<String> options = provider.options().stream().sorted().toList();
        return new DatasetType(
                provider.name(), provider.holds(), provider::accepts, options, Optional.empty(), Optional.of(provider));
    }

    private static boolean isRow(Type type) {
        return JavaTypes.raw(type).isRecord()
                || JavaTypes.isOfStrings(type, Map.class)
                || JavaTypes.isOfStrings(type, List.class);
    }

    static Optional<DatasetType> named(String name) {
        return find(BUILT_IN, name).or(() -> find(found(), name));
    }

    /** The built-in ones, then those that were found. */
    static List<DatasetType> all() {
        List<DatasetType> all = new ArrayList<>(BUILT_IN);
        all.addAll(found());
        return all;
    }

    private static Optional<DatasetType> find(List<DatasetType> types, String name) {
        return types.stream().filter(type -> type.word().equals(name)).findFirst();
    }

    private static synchronized List<DatasetType> found() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SoftReference<List<DatasetType>> known = FOUND.get(loader);
        List<DatasetType> types = known == null ? null : known.get();
        if (types == null) {
            types = new ArrayList<>(services(FileFormat.class, loader, DatasetType::of));
            types.addAll(services(DatasetProvider.class, loader, DatasetType::of));
            FOUND.put(loader, new SoftReference<>(types));
        }
        return types;
    }

    private static <S> List<DatasetType> services(Class<S> service, ClassLoader loader, Function<S, DatasetType> type) {
        List<DatasetType> types = new ArrayList<>();
        try {
            ServiceLoader.load(service, loader).forEach(found -> types.add(type.apply(found)));
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    new Position("META-INF/services/" + service.getName(), 0, 0), String.valueOf(e.getMessage()));
        }
        return types;
    }

    /**
     * The type that a catalog entry names.
     *
     * @throws ConfigException naming the nearest type if there is none
     */
    static DatasetType require(ScalarNode name) {
        return named(name.text()).orElseThrow(() -> {
            List<String> words = all().stream().map(DatasetType::word).toList();
            return new ConfigException(
                    name.position(), "unknown dataset type \"" + name + "\"; " + NearestName.hint(name.text(), words));
        });
    }

    boolean accepts(Type type) {
        return predicate.test(type);
    }

    /** Whether values last longer than the run. */
    boolean isStored() {
        return !word.equals(MEMORY.word);
    }

    /** Whether values are kept in files, or in what is like files. */
    boolean isFile() {
        return isStored() && provider.isEmpty();
    }
}
