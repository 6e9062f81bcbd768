package dev.freshet.runtime.run.part;

import dev.freshet.Partitions;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.StoredContent;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An input that is read part by part. */
interface PartInput extends Partitions<Object> {
    /** The stored form of a part, if it has one of its own. */
    Optional<StoredContent> content(String key);

    /**
     * Its parts.
     *
     * @param value the input if it is in memory; null if it is stored
     * @param stored the dataset that stores it
     */
    static PartInput of(@Nullable Object value, Supplier<Dataset<Object>> stored) {
        if (value == null && stored.get() instanceof PartitionedDataset files) {
            return new Stored(files, files.keys());
        }
        Map<?, ?> parts = (Map<?, ?>) (value == null ? stored.get().load() : value);
        return new InMemory(Partitions.of(strings(parts)));
    }

    @SuppressWarnings("unchecked") // the dataset's type is a map from strings
    private static Map<String, Object> strings(Map<?, ?> parts) {
        return (Map<String, Object>) parts;
    }

    /** Parts that are stored one by one. */
    record Stored(PartitionedDataset files, Set<String> keys) implements PartInput {
        @Override
        public Object get(String key) {
            if (!keys.contains(key)) {
                throw new NoSuchElementException("there is no part \"" + key + "\" of " + files.location());
            }
            return files.part(key).load();
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return Optional.of(files.content(key));
        }
    }

    /** Parts of a value. */
    record InMemory(Partitions<Object> parts) implements PartInput {
        @Override
        public Set<String> keys() {
            return parts.keys();
        }

        @Override
        public Object get(String key) {
            return parts.get(key);
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return Optional.empty();
        }
    }

    /** Some of its parts. */
    record Some(PartInput all, Set<String> keys) implements PartInput {
        @Override
        public Object get(String key) {
            if (!keys.contains(key)) {
                throw new NoSuchElementException("the part \"" + key + "\" is not new");
            }
            return all.get(key);
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return all.content(key);
        }
    }
}
