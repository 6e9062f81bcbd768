package dev.freshet.dataset;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

/**
 * A dataset type whose values are not files, such as tables of a database. The catalog knows its name if {@code
 * META-INF/services/dev.freshet.dataset.DatasetProvider} names the class. For values in files there is {@link
 * FileFormat}.
 */
public interface DatasetProvider {
    /** The name in the catalog: lower-case letters and digits. */
    String name();

    /** The Java types that the dataset type holds, in words, for messages. */
    String holds();

    /** Whether the dataset type reads and writes values of a Java type. */
    boolean accepts(Type type);

    /** The options besides {@code type} and {@code credentials}. */
    List<Option> options();

    /** What its credentials are for, in words, for messages: the same for dataset types that share them. */
    default String credentialsFor() {
        return name();
    }

    /** The keys of its credentials. Their values are never shown. */
    default List<Option> credentials() {
        return List.of();
    }

    /**
     * The name of the file of settings without its ending, such as {@code spark} for {@code spark.yml} in {@code base}
     * and in the environment; empty if there is none.
     */
    default String settings() {
        return "";
    }

    /**
     * The names of the classes whose values cannot leave the process of the run, such as plans of another engine. A node
     * that takes or returns one is called in that process, whatever the runner.
     */
    default Set<String> processBound() {
        return Set.of();
    }

    /**
     * The version of what is read and written. Nodes with such datasets run again if it differs. The code of a provider
     * counts as theirs anyway, unless it is Freshet's own.
     */
    default String version() {
        return "";
    }

    /**
     * Prepares to read and write, without connecting; a run calls this method once for each entry. Whether the
     * credentials are accepted shows when the dataset is used.
     *
     * @throws OptionException if an option is wrong; the message is shown at the option's place in the catalog
     * @throws IllegalArgumentException if the credentials as a whole are wrong; the message says what is legal, and is
     *     shown, so it must not contain any value of the credentials
     */
    OpenedDataset open(DatasetRequest request);
}
