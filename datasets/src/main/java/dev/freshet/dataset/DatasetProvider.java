package dev.freshet.dataset;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset type of one's own whose values are not files, such as tables of a database. Found by its name in the catalog if it is
 * a service of this type, that is, if {@code META-INF/services/dev.freshet.dataset.DatasetProvider} names the class. For
 * values in files there is {@link FileFormat}.
 */
public interface DatasetProvider {
    /** The name in the catalog: lower-case letters and digits. */
    String name();

    /** The Java types that it holds, in words, for messages. */
    String holds();

    /** Whether it reads and writes values of a Java type. */
    boolean accepts(Type type);

    /** The legal options besides {@code type} and {@code credentials}. */
    Set<String> options();

    /** Those of the options that are not one value, but keys with texts. */
    default Set<String> groups() {
        return Set.of();
    }

    /** What its credentials are for, in words, for messages: the same for dataset types that share them. */
    default String credentialsFor() {
        return name();
    }

    /** The legal keys of its credentials. */
    default Set<String> credentials() {
        return Set.of();
    }

    /**
     * What is wrong with a value of its credentials, such as {@code must be true or false}; empty if nothing is.
     *
     * @param value never to be part of the answer
     */
    default Optional<String> problem(String key, String value) {
        return Optional.empty();
    }

    /** What is written or read is another than before if this is: then nodes with such datasets run again. */
    default String version() {
        return "";
    }

    /**
     * Gets ready to read and write. Asks nobody else: whether one gets in shows when the dataset is used.
     *
     * @throws IllegalArgumentException if an option or the credentials as a whole are wrong; the message says what is legal, and is
     *     shown, so it must not have any value of the credentials
     */
    OpenedDataset open(DatasetRequest request);
}
