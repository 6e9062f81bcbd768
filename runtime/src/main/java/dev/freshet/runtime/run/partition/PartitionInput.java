package dev.freshet.runtime.run.partition;

import dev.freshet.Partitions;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.run.HeldValue;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An input that is read partition by partition. */
interface PartitionInput extends Partitions<Object> {
    /** Returns the stored form of a partition, if it is stored separately. */
    Optional<StoredContent> content(String key);

    /** A partition, which is not read yet. */
    InputSource source(String key);

    /**
     * Returns the partitions of an input.
     *
     * @param value the input if it is in memory, here or where an executor keeps it; null if it is stored
     * @param stored the dataset that stores it
     */
    static PartitionInput of(@Nullable Object value, Supplier<Dataset<Object>> stored) {
        if (value == null && stored.get() instanceof PartitionedDataset files) {
            return new Stored(files, files.keys());
        }
        if (value instanceof HeldValue held) {
            return new Elsewhere(held.keys());
        }
        Map<?, ?> partitions = (Map<?, ?>) (value == null ? stored.get().load() : value);
        return new InMemory(Partitions.of(strings(partitions)));
    }

    @SuppressWarnings("unchecked") // the dataset's type is a map from strings
    private static Map<String, Object> strings(Map<?, ?> partitions) {
        return (Map<String, Object>) partitions;
    }

    /** Partitions that are stored separately. */
    record Stored(PartitionedDataset files, Set<String> keys) implements PartitionInput {
        @Override
        public Object get(String key) {
            return source(key).get();
        }

        @Override
        public InputSource source(String key) {
            if (!keys.contains(key)) {
                throw new NoSuchElementException("there is no partition \"" + key + "\" of " + files.location());
            }
            return InputSource.stored(() -> files.partition(key));
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return Optional.of(files.content(key));
        }
    }

    /** Partitions of a value in memory. */
    record InMemory(Partitions<Object> partitions) implements PartitionInput {
        @Override
        public Set<String> keys() {
            return partitions.keys();
        }

        @Override
        public Object get(String key) {
            return partitions.get(key);
        }

        @Override
        public InputSource source(String key) {
            return InputSource.of(get(key));
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return Optional.empty();
        }
    }

    /** Partitions of a value that an executor keeps. They are read where the node is called. */
    record Elsewhere(Set<String> keys) implements PartitionInput {
        @Override
        public Object get(String key) {
            return source(key).get();
        }

        @Override
        public InputSource source(String key) {
            throw new IllegalStateException("the partition \"" + key + "\" is not in this process");
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return Optional.empty();
        }
    }

    /** A subset of the partitions. */
    record Some(PartitionInput all, Set<String> keys) implements PartitionInput {
        @Override
        public Object get(String key) {
            return source(key).get();
        }

        @Override
        public InputSource source(String key) {
            if (!keys.contains(key)) {
                throw new NoSuchElementException("the partition \"" + key + "\" is not new");
            }
            return all.source(key);
        }

        @Override
        public Optional<StoredContent> content(String key) {
            return all.content(key);
        }
    }
}
