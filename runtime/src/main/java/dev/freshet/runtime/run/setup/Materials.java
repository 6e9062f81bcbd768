package dev.freshet.runtime.run.setup;

import dev.freshet.dataset.Dataset;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The opened datasets and given values of a run.
 *
 * @param values given inputs and parameters by the number of their dataset
 * @param datasets the stored datasets by number; null for datasets in memory
 * @param cached the numbers of stored datasets whose values are kept in memory for all readers
 */
public record Materials(
        Map<Integer, Object> values, @Nullable Dataset<Object>[] datasets, BitSet cached) {
    /** Returns the dataset with a number; null if it is in memory. */
    @Nullable
    public Dataset<Object> stored(int dataset) {
        return datasets[dataset];
    }
}
