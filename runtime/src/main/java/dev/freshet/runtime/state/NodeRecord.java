package dev.freshet.runtime.state;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The state entry of a node that succeeded: a result, which stays true for ever, and the latest one of its slot.
 *
 * @param pipeline the pipeline's name
 * @param node the node's name
 * @param slot identifies where the node's outputs are stored: equal for all nodes, pipelines, environments and machines
 *     that store the same outputs in the same places
 * @param key the digest of everything that determined the outputs: code, parameters, versions of inputs, declarations
 * @param runId the id of the run
 * @param finished when the node succeeded
 * @param duration the time of the method and of loads and saves
 * @param schemas how each component of this entry was computed, by component; values of different schemas cannot be
 *     compared
 * @param code the fingerprint of the node's code
 * @param links the id of the links that explain the fingerprint; empty if unknown
 * @param parameters the values of the parameters as JSON, by name
 * @param inputs the versions that the node read, by dataset
 * @param outputs the versions that the node produced, by dataset
 * @param declarations what else the node depends on, such as catalog entries, by dataset or subject
 * @param given the partitions of incremental inputs that the node has received, each set by the name that
 *     {@link StateStore#keepGiven} returned, and what must not have changed for them to count
 * @param isPrivate whether the result means something to this checkout only, because what determined it may be secret
 *     or cannot be compared elsewhere
 * @param isAccepted whether somebody said that the outputs stay valid, although the node would have run
 */
public record NodeRecord(
        String pipeline,
        String node,
        String slot,
        String key,
        String runId,
        Instant finished,
        Duration duration,
        SortedMap<String, String> schemas,
        String code,
        String links,
        SortedMap<String, String> parameters,
        SortedMap<String, Version> inputs,
        SortedMap<String, Version> outputs,
        SortedMap<String, String> declarations,
        SortedMap<String, String> given,
        boolean isPrivate,
        boolean isAccepted)
        implements StateRecord {}
