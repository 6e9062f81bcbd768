package dev.freshet.dataset.catalog;

import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ReflectedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** A dataset type: its name in the catalog, the Java types that it holds, and its options. */
sealed interface DatasetType {
    /** Returns the name in the catalog. */
    String word();

    /** Returns the Java types that it holds, in words. */
    String holds();

    /** Returns whether it holds values of a Java type. */
    boolean accepts(Type type);

    /** Returns all options, in the order of messages. */
    List<Option> options();

    /** A dataset type whose values are in files.
     *
     * @param isBuiltIn whether it is built in; then its version is compared only if it declares one
     */
    record OfFiles(FileFormat format, boolean isBuiltIn) implements DatasetType {
        @Override
        public String word() {
            return format.name();
        }

        @Override
        public String holds() {
            return format.holds();
        }

        @Override
        public boolean accepts(Type type) {
            return format.accepts(type);
        }

        @Override
        public List<Option> options() {
            List<Option> all = new ArrayList<>(List.of(CommonOptions.PATH));
            all.addAll(format.options());
            all.addAll(CommonOptions.OF_ALL);
            all.addAll(CommonOptions.OF_FILES);
            return all;
        }
    }

    /** A dataset type whose values a provider reads and writes. */
    record Provided(DatasetProvider provider) implements DatasetType {
        @Override
        public String word() {
            return provider.name();
        }

        @Override
        public String holds() {
            return provider.holds();
        }

        @Override
        public boolean accepts(Type type) {
            return provider.accepts(type);
        }

        @Override
        public List<Option> options() {
            List<Option> all = new ArrayList<>(provider.options());
            all.addAll(CommonOptions.OF_ALL);
            return all;
        }
    }

    /** The dataset type of values that last as long as the run. */
    record InMemory() implements DatasetType {
        @Override
        public String word() {
            return BuiltInType.MEMORY.word();
        }

        @Override
        public String holds() {
            return BuiltInType.MEMORY.holds();
        }

        @Override
        public boolean accepts(Type type) {
            return BuiltInType.MEMORY.accepts(new ReflectedType(type));
        }

        @Override
        public List<Option> options() {
            List<Option> all = new ArrayList<>(List.of(CommonOptions.spill()));
            all.addAll(CommonOptions.OF_ALL);
            return all;
        }
    }
}
