package dev.freshet.runtime.dataset;

import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;

/** The datasets that the configuration declares, by their full names. */
public final class Catalog {
    private Catalog() {}

    /** The catalog of a configuration. Mistakes in entries show when they are opened, or in {@link #check}. */
    public static Catalog of(Configuration configuration) {
        throw new UnsupportedOperationException();
    }

    /** A catalog without datasets. */
    public static Catalog empty() {
        return new Catalog();
    }

    /** Whether there is an entry of that full name, such as {@code flights@csv}. */
    public boolean contains(String dataset) {
        throw new UnsupportedOperationException();
    }

    /** Whether there is an entry of that full name that keeps its value outside memory. */
    public boolean isStored(String dataset) {
        throw new UnsupportedOperationException();
    }

    /** The full names of all entries, in the order of the files. */
    public Set<String> names() {
        throw new UnsupportedOperationException();
    }

    /** Where an entry is written; empty if there is none of that name. */
    public Optional<Position> position(String dataset) {
        throw new UnsupportedOperationException();
    }

    /**
     * The dataset of an entry.
     *
     * @param <T> the Java type that {@code type} stands for
     * @throws dev.freshet.config.ConfigException if there is no such entry, it is wrong, or it cannot hold that type
     */
    public <T> Dataset<T> open(String dataset, Type type) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks all entries.
     *
     * @throws dev.freshet.config.ConfigException naming every mistake
     */
    public void check() {
        throw new UnsupportedOperationException();
    }

    /** Whether datasets of a type, such as {@code csv}, can hold a Java type; true for dataset types that are not built in. */
    public static boolean accepts(String datasetType, Type type) {
        throw new UnsupportedOperationException();
    }
}
