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
    /** The name in the catalog. */
    String word();

    /** The Java types that it holds, in words. */
    String holds();

    /** Whether it holds values of a Java type. */
    boolean accepts(Type type);

    /** All options, in the order of messages. */
    List<Option> options();

    /**
     * Values in files.
     *
     * @param isBuiltIn whether it is one of Freshet's own, whose versions are not compared unless they have one
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

    /** Values that a provider reads and writes. */
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

    /** Values that last as long as the run. */
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
