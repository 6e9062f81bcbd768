package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateStore;
import java.util.Map;
import java.util.Set;

/**
 * What changes are looked for in.
 *
 * @param key names the pipeline and its environment in the state
 * @param slots where the outputs of nodes are stored
 * @param secrets makes the texts that stand for secrets
 * @param given pipeline inputs by number
 * @param needsKeys whether the keys of new nodes are needed before they run, because another run may have run them
 * @param policy which nodes run whatever has changed
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
     * Which nodes run whatever has changed.
     *
     * @param all every node but those that run only when asked for by name
     * @param named nodes that are asked for by name
     * @param kept datasets whose values the caller wants, if they are only in memory
     * @param onlyMissing whether a node runs only if an output of it is missing
     * @param runId makes what cannot be compared differ from run to run
     * @param seed of the run's random numbers
     */
    public record Policy(
            boolean all, Set<String> named, Set<String> kept, boolean onlyMissing, String runId, long seed) {}
}
