package dev.freshet.runtime.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value that an executor keeps outside of this process. When the executor calls a node that reads the value, it
 * receives this object as a {@link NodeInput.Value}. Only for outputs that other nodes read; see {@link
 * NodeOutput.Value}.
 */
public interface HeldValue {
    /**
     * Loads the value for the caller of the run. Called after all nodes have ended and before the executor is closed.
     *
     * @throws dev.freshet.dataset.DatasetException if it cannot be read
     */
    Object load();

    /**
     * Returns the keys of the value, which is a map from strings. Called before a node starts that is called for each
     * of its entries. An executor that can find the keys without the rest of the value should do so.
     *
     * @throws dev.freshet.dataset.DatasetException if they cannot be read
     */
    default Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        ((Map<?, ?>) load()).keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    /** Frees the value, since no further node reads it. Never throws. */
    void drop();
}
