package dev.freshet.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog entry for a dataset that is not a file.
 *
 * @param name the dataset's name
 * @param options the options that are given, by name
 * @param groups the options that are keys with texts, by name
 * @param credentialsName what the entry names; empty if it names none
 * @param credentials their values
 * @param directory what relative paths start from
 */
public record DatasetRequest(
        String name,
        Map<String, String> options,
        Map<String, Map<String, String>> groups,
        String credentialsName,
        Credentials credentials,
        Path directory) {
    /** The value of an option. */
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The keys and texts of an option; none if it is not given. */
    public Map<String, String> group(String option) {
        return groups.getOrDefault(option, Map.of());
    }
}
