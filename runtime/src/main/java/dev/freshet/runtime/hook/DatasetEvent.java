package dev.freshet.runtime.hook;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A load or save of a stored dataset.
 *
 * @param node the node that reads or produces the dataset
 * @param dataset the dataset's full name
 * @param location where the dataset is stored
 * @param version the digest of the stored content, such as {@code xxh3:0123...}; empty if it is not known yet
 * @param duration how long the load or save took
 * @param rows how many values were saved, of a collection; empty if the value is none, or it is a load
 */
public record DatasetEvent(
        String node, String dataset, String location, Optional<String> version, Duration duration, OptionalLong rows) {}
