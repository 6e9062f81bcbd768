package dev.freshet.runtime.run.partition;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An input, or a partition of one, that a method reads before or while it runs.
 *
 * @param value its value if it is in memory; null if it is stored
 * @param stored the dataset that stores it
 * @param loaded receives the duration of the read
 */
record InputSource(@Nullable Object value, Supplier<Dataset<Object>> stored, Consumer<Duration> loaded) {
    /** Returns the source of a value in memory. */
    static InputSource of(Object value) {
        return new InputSource(
                value,
                () -> {
                    throw new IllegalStateException("it is in memory");
                },
                duration -> {});
    }

    /** Returns the source of a stored partition. */
    static InputSource stored(Supplier<Dataset<Object>> stored) {
        return new InputSource(null, stored, duration -> {});
    }

    /** Returns the whole value. */
    Object get() {
        if (value != null) {
            return value;
        }
        long start = System.nanoTime();
        Object loaded = Objects.requireNonNull(stored.get().load());
        loaded().accept(Duration.ofNanos(System.nanoTime() - start));
        return loaded;
    }

    /** Returns the records, from the first one. The caller closes the stream. */
    @SuppressWarnings("unchecked") // the type of what is read record by record is a collection
    Stream<Object> records() {
        if (value == null && stored.get() instanceof RecordDataset records) {
            long start = System.nanoTime();
            return records.stream().onClose(() -> loaded.accept(Duration.ofNanos(System.nanoTime() - start)));
        }
        return ((Collection<Object>) get()).stream();
    }
}
