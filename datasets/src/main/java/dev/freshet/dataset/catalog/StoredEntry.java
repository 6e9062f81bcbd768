package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.RunVersions;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Supplier;

/** An entry whose values last longer than the run. */
sealed interface StoredEntry extends Entry permits FileEntry, ProvidedEntry {
    /**
     * Returns the stored form of the dataset: a file, files, or what its provider opens.
     *
     * @throws ConfigException naming every mistake
     */
    StoredContent content(RunVersions versions);

    /**
     * Returns the dataset, with values of a Java type.
     *
     * @param content the result of {@link #content}
     * @throws ConfigException naming every mistake
     */
    Dataset<Object> dataset(Type type, Supplier<StoredContent> content);

    /** Returns the name of the credentials that are needed to read and write the dataset. */
    Optional<String> neededCredentials();
}
