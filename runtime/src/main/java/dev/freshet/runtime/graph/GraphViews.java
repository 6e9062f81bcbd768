package dev.freshet.runtime.graph;

import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The additional views of a document. Each view has limits, so that a page stays small enough for a browser.
 *
 * @param runs this checkout's last runs of the pipeline, the newest first
 * @param comparisons each of these runs with each later one
 * @param lineage the recorded results as steps; empty if there are none
 * @param previews the previews of datasets
 */
public record GraphViews(
        List<ComparedRun> runs, List<RunComparison> comparisons, Map<String, Object> lineage, List<Preview> previews) {
    /** No views. */
    public static final GraphViews NONE = new GraphViews(List.of(), List.of(), Map.of(), List.of());

    /** Returns the views with other previews. */
    public GraphViews with(List<Preview> others) {
        return new GraphViews(runs, comparisons, lineage, others);
    }

    /**
     * The views that a caller wants.
     *
     * @param history whether to add runs and lineage
     * @param previews the datasets to preview
     */
    public record Wanted(boolean history, Set<String> previews) {
        /** No views. */
        public static final Wanted NOTHING = new Wanted(false, Set.of());
    }
}
