package dev.freshet.dataset;

import java.lang.reflect.Type;
import java.util.Optional;

/** A dataset that is not a file, as its catalog entry describes it. Safe for use by several threads. */
public interface OpenedDataset {
    /** What is stored, to be compared with earlier runs. */
    StoredContent content();

    /**
     * Names what is stored so that it is equal for equal places, whatever they are called; empty if nobody can tell, as of a
     * query. Two datasets of a pipeline must not have one place if one of them is written.
     */
    default Optional<String> place() {
        return Optional.empty();
    }

    /**
     * What reads and writes values of a Java type; a {@link RecordDataset} if they are many records that need not be in memory
     * together.
     *
     * @param type one that the provider accepts
     * @throws IllegalArgumentException if it does not fit the options; the message is shown
     */
    Dataset<Object> dataset(Type type);
}
