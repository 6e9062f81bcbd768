package dev.freshet.runtime.run;

import dev.freshet.runtime.change.PartVersion;
import java.util.List;
import java.util.Map;

/**
 * What a node that makes parts must know of earlier ones.
 *
 * @param journal the file of its journal
 * @param madeOf what it makes parts of
 * @param discard whether it makes everything anew
 * @param sources the parts over which it runs, as they are now
 * @param given of incremental inputs, the parts that it is given, by dataset
 */
record PartsPlan(
        String journal,
        String madeOf,
        boolean discard,
        Map<String, PartVersion> sources,
        Map<String, List<String>> given) {
    /** Whether the node adds to what it made before, so that nothing of that is deleted. */
    boolean isIncremental() {
        return !given.isEmpty();
    }
}
