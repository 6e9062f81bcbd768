package dev.freshet.runtime.state;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One successful run of a node. Versions are words that are compared by equality only.
 *
 * @param pipeline the pipeline's name
 * @param node the node's name
 * @param runId the run
 * @param finished when it had succeeded
 * @param duration of its method and of its loads and saves
 * @param schemas by component, how its value was made: values of different schemas cannot be compared
 * @param code the fingerprint of its code
 * @param links the id of the links that explain the fingerprint; empty if there are none
 * @param parameters their values as JSON, by name
 * @param inputs the versions that it read, by dataset
 * @param outputs the versions that it made, by dataset
 * @param declarations what else it depends on, by dataset or subject
 * @param given the partitions of incremental inputs that its outputs hold, each set by the name that {@link
 *     StateStore#keepGiven} gave it, and what must not have changed for them to count
 */
public record NodeRecord(
        String pipeline,
        String node,
        String runId,
        Instant finished,
        Duration duration,
        SortedMap<String, String> schemas,
        String code,
        String links,
        SortedMap<String, String> parameters,
        SortedMap<String, String> inputs,
        SortedMap<String, String> outputs,
        SortedMap<String, String> declarations,
        SortedMap<String, String> given)
        implements StateRecord {}
