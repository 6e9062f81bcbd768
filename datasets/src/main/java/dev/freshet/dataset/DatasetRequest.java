package dev.freshet.dataset;

import java.nio.file.Path;

/**
 * A catalog entry for a dataset that is not a file.
 *
 * @param name the dataset's name
 * @param options the checked values of the provider's options
 * @param credentialsName the name of the credentials in the entry; empty if the entry names none
 * @param credentials their checked values
 * @param directory the directory from which relative paths start
 * @param settings those of the file that {@link DatasetProvider#settings} names
 */
public record DatasetRequest(
        String name,
        OptionValues options,
        String credentialsName,
        Credentials credentials,
        Path directory,
        ExtensionSettings settings) {}
