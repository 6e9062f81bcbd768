package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.state.RunRecord;
import java.util.function.Supplier;

/**
 * What a run is in the state.
 *
 * @param key names the pipeline and its environment
 * @param slots where the outputs of its nodes are stored
 * @param run who runs what; asked for when the run records something for the first time
 */
public record RunIdentity(String key, Slots slots, Supplier<RunRecord> run) {
    RunRecord record() {
        return run.get();
    }
}
