package dev.freshet.runtime.run.partition;

import dev.freshet.Sink;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An output that a node makes record by record. The records are written to storage, or collected if the dataset is in
 * memory or its type is written as a whole.
 */
final class StreamedOutput implements AutoCloseable {
    private final long start = System.nanoTime();
    private final @Nullable Dataset<Object> stored;
    private final Consumer<Duration> saved;
    private final @Nullable RecordOutput file;
    private final List<Object> collected = new ArrayList<>();

    /**
     * Starts to write.
     *
     * @param stored the dataset that stores the output; null if it stays in memory
     * @param saved receives the duration of the save
     */
    StreamedOutput(@Nullable Dataset<Object> stored, Consumer<Duration> saved) {
        this.stored = stored;
        this.saved = saved;
        file = stored instanceof RecordDataset records ? records.replace() : null;
    }

    void write(Object record) {
        if (file != null) {
            file.write(record);
        } else {
            collected.add(record);
        }
    }

    /** Returns a sink that passes records on, from any thread, until the node has ended. */
    static Sink<Object> sink(StreamedOutput output, Runnable requireNotOver) {
        return record -> {
            synchronized (output) {
                requireNotOver.run();
                output.write(record);
            }
        };
    }

    /** Writes all records of a stream, unless the node ends before. */
    static void write(Stream<?> made, StreamedOutput output, Runnable requireNotOver) {
        try (made) {
            made.forEachOrdered(record -> {
                requireNotOver.run();
                output.write(record);
            });
        }
    }

    /** Replaces the stored content. Returns the value if the dataset is in memory, otherwise null. */
    @Nullable
    Object commit() {
        if (file != null) {
            file.commit();
        } else if (stored != null) {
            stored.save(collected);
        } else {
            return collected;
        }
        saved.accept(Duration.ofNanos(System.nanoTime() - start));
        return null;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
