package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.Materials;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The results of a run that has ended.
 *
 * @param warnings the warnings, one line each
 */
public record RunResults(
        CompiledPipeline pipeline,
        Supplier<Materials> materials,
        MemoryValues values,
        Outcomes outcomes,
        List<String> warnings) {
    public PipelineGraph graph() {
        return pipeline.graph();
    }

    /** Returns whether nothing had to run. */
    public boolean isUpToDate() {
        return outcomes.areUpToDate();
    }

    public boolean succeeded() {
        return outcomes.succeeded();
    }

    /** Returns the same results with a further warning. */
    public RunResults withWarning(String warning) {
        List<String> all = new ArrayList<>(warnings);
        all.add(warning);
        return new RunResults(pipeline, materials, values, outcomes, all);
    }

    public List<NodeReport> nodes() {
        return new AbstractList<>() {
            @Override
            public NodeReport get(int node) {
                return outcomes.report(node);
            }

            @Override
            public int size() {
                return graph().nodeCount();
            }
        };
    }

    @SuppressWarnings("unchecked") // the constant's type is the dataset's
    public <T> T value(DatasetRef<T> ref) {
        int dataset = graph().datasetNumber(ref.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "pipeline " + pipeline.name() + " has no dataset \"" + ref.name() + "\""));
        Dataset<Object> stored = materials.get().stored(dataset);
        Object value = stored != null ? stored.load() : values.get(dataset);
        if (value == null) {
            throw new IllegalStateException("\"" + ref.name() + "\" is not there: " + absence(dataset));
        }
        return (T) value;
    }

    private String absence(int dataset) {
        int producer = graph().producer(dataset);
        return producer >= 0 && outcomes.isSkipped(producer)
                ? "it is only in memory, and its node was up to date and did not run; store it by an entry of the catalog, or name it with Run.keep"
                : "its node did not succeed, or it was handed on in memory and is no longer needed; Run.keep keeps it";
    }

    /** Returns the locations of the datasets that the run saved, by name. */
    public Map<String, String> saved() {
        Map<String, String> saved = new LinkedHashMap<>();
        for (int node = 0; node < graph().nodeCount(); node++) {
            if (outcomes.hasSucceeded(node)) {
                for (int output : graph().outputs(node)) {
                    Dataset<Object> stored = materials.get().stored(output);
                    if (stored != null) {
                        saved.put(graph().dataset(output), stored.savedLocation());
                    }
                }
            }
        }
        return saved;
    }
}
