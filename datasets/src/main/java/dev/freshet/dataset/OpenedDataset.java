package dev.freshet.dataset;

import java.lang.reflect.Type;
import java.util.Optional;

/** A dataset that is not a file, opened from its catalog entry. Implementations must be thread-safe. */
public interface OpenedDataset {
    /** Returns the stored content, which a run compares with that of earlier runs. */
    StoredContent content();

    /**
     * Returns a name for the place of the stored content: equal places have equal names, whatever the datasets are
     * called. Empty if the place is unknown, as for a query. Two datasets of a pipeline must not share a place if a
     * node writes one of them.
     */
    default Optional<String> place() {
        return Optional.empty();
    }

    /**
     * Returns the dataset for a Java type. It is a {@link RecordDataset} if it reads and writes its records one at a
     * time.
     *
     * @param type a type that the provider accepts
     * @throws IllegalArgumentException if the type does not fit the options; the user sees the message
     */
    Dataset<Object> dataset(Type type);
}
