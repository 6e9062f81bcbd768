package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateStore;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of change detection.
 *
 * @param key names the pipeline and its environment in the state
 * @param slots the slots of nodes in the state
 * @param secrets creates the texts that stand for secrets
 * @param given the given pipeline inputs by number
 * @param needsKeys whether new nodes need keys before they run, because another run may have made their results
 * @param policy which nodes run even if nothing has changed
 */
public record Context(
        CompiledPipeline pipeline,
        String key,
        Slots slots,
        Secrets secrets,
        Catalog catalog,
        Parameters parameters,
        Map<Integer, Object> given,
        CodeFingerprints codes,
        StateStore store,
        Policy policy,
        boolean needsKeys) {
    /**
     * Which nodes run even if nothing has changed.
     *
     * @param all whether all nodes run, except nodes that run only when they are named
     * @param named the nodes that are named
     * @param kept the datasets in memory whose values the caller wants
     * @param onlyMissing whether a node runs only if one of its outputs is missing
     * @param runId the run's id, which stands for values that cannot be compared from run to run
     * @param seed the seed of the run's random numbers
     */
    public record Policy(
            boolean all, Set<String> named, Set<String> kept, boolean onlyMissing, String runId, long seed) {}
}
