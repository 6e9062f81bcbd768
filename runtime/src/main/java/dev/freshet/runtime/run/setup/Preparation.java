package dev.freshet.runtime.run.setup;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.RunWording;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and opens everything that a run needs before its first node, and reports all problems at once. */
public final class Preparation {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Catalog catalog;
    private final Parameters parameters;
    private final Map<String, Object> given;
    private final RunWording wording;
    private final EmptyIncrements empties;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** @param empties decides which inputs may have no partition */
    public Preparation(
            CompiledPipeline pipeline,
            Catalog catalog,
            Parameters parameters,
            Map<String, Object> given,
            RunWording wording,
            EmptyIncrements empties) {
        this.pipeline = pipeline;
        this.graph = pipeline.graph();
        this.catalog = catalog;
        this.parameters = parameters;
        this.given = given;
        this.wording = wording;
        this.empties = empties;
    }

    /**
     * Prepares a run.
     *
     * @throws ConfigException naming all problems
     */
    public Materials prepare(RunOptions options, RunSetup setup) {
        Map<Integer, Object> values = new HashMap<>();
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        Dataset<Object>[] datasets = new Dataset[graph.datasetCount()];
        BitSet cached = new BitSet(datasets.length);
        given.forEach((name, value) -> give(name, value, values));
        for (int dataset = 0; dataset < datasets.length; dataset++) {
            if (values.containsKey(dataset)) {
                continue;
            }
            if (graph.isParameter(dataset)) {
                parameter(dataset, values);
            } else if (catalog.contains(graph.dataset(dataset))) {
                datasets[dataset] = open(dataset);
                cached.set(dataset, datasets[dataset] != null && catalog.isCached(graph.dataset(dataset)));
            } else {
                checkUnstored(dataset);
            }
        }
        pipeline.injected().forEach(type -> collect(() -> inject(type)));
        collect(() -> problems.addAll(OverlappingPlaces.problems(pipeline.wholeGraph(), catalog, given.keySet())));
        options.capacities().excesses(graph).forEach(this::problem);
        collect(() -> options.runner().problems(setup).forEach(this::problem));
        if (!problems.isEmpty()) {
            // Several checks can meet one mistake.
            throw new ConfigException(problems.stream().distinct().toList());
        }
        return new Materials(values, datasets, cached);
    }

    private void give(String name, Object value, Map<Integer, Object> values) {
        Integer number = graph.datasetNumber(name).orElse(null);
        if (number == null) {
            problem("has no input \"" + name + "\"" + near(name, freeInputs()));
        } else if (graph.producer(number) >= 0) {
            problem("makes \"" + name + "\" itself, so it cannot be given");
        } else {
            values.put(number, value);
        }
    }

    private void parameter(int dataset, Map<Integer, Object> values) {
        String name = graph.dataset(dataset);
        collect(() -> values.put(dataset, parameters.get(Parameters.path(name), pipeline.type(dataset))));
    }

    private @Nullable Dataset<Object> open(int dataset) {
        String name = graph.dataset(dataset);
        List<Dataset<Object>> opened = new ArrayList<>();
        collect(() -> {
            Dataset<Object> stored = catalog.open(name, pipeline.type(dataset));
            if (catalog.isStored(name)) {
                opened.add(stored);
            } else {
                checkUnstored(dataset);
            }
        });
        if (opened.isEmpty()) {
            return null;
        }
        Dataset<Object> stored = opened.get(0);
        if (graph.producer(dataset) >= 0 && catalog.loadsGivenVersion(name)) {
            problem("makes \"" + name
                    + "\" itself, so no version of it can be loaded; leave out the node that makes it");
        }
        boolean isMissing = graph.producer(dataset) < 0 && !stored.exists();
        int before = problems.size();
        collect(() -> catalog.requirePlace(name, isMissing));
        if (isMissing && problems.size() == before && !empties.isAllowed(dataset)) {
            Position position = catalog.position(name).orElse(new Position(pipeline.name(), 0, 0));
            problems.add(new ConfigProblem(
                    position,
                    "the input \"" + name + "\" does not exist: there is no " + stored.location()
                            + outsideSlice(name)
                                    .map(node -> "; \"" + node + "\" makes it: run that node first")
                                    .orElse("")));
        }
        return stored;
    }

    private void inject(String type) {
        try {
            catalog.injected().check(type);
        } catch (IllegalArgumentException e) {
            problem("cannot run: " + e.getMessage());
        }
    }

    /** Checks a dataset that is not stored: a node of the run must make it under the same name. */
    private void checkUnstored(int dataset) {
        String name = graph.dataset(dataset);
        int producer = graph.producer(dataset);
        if (producer < 0) {
            problem(outsideSlice(name)
                    .map(node -> "needs \"" + name + "\", which is neither stored nor given, and which only \"" + node
                            + "\" makes; "
                            + ways(
                                    "run that node too ("
                                            + wording.restriction(NodeFilter.Restriction.FROM, List.of(node)) + ")",
                                    toStore(name)))
                    .orElseGet(() -> missingInput(name)));
        } else if (!isMade(producer, dataset)) {
            problem("reads \"" + name + "\" in another format than it is made in, so it must be "
                    + (catalog.contains(name) ? "stored; " + toStore(name) : "in the catalog"));
        }
    }

    /** Returns what to do so that a dataset that is not stored is, as a part of a message. */
    private String toStore(String name) {
        return catalog.position(name)
                .map(place -> "give \"" + name + "\" a dataset type that stores it, instead of memory at " + place)
                .orElse("put \"" + name + "\" in the catalog");
    }

    /** Joins ways to have a value, and the one to give it if there is one. */
    private String ways(String... ways) {
        List<String> all = new ArrayList<>(List.of(ways));
        wording.giveInput().ifPresent(all::add);
        String last = all.remove(all.size() - 1);
        return all.isEmpty() ? last : String.join(", ", all) + ", or " + last;
    }

    private String missingInput(String name) {
        String needs = "needs the input \"" + name + "\", which is neither given nor ";
        return catalog.contains(name)
                ? needs + "stored; " + ways(toStore(name))
                : needs + "in the catalog" + near(name, List.copyOf(catalog.names()));
    }

    /** Returns whether a node makes a dataset under the same name. */
    private boolean isMade(int node, int dataset) {
        for (int output : graph.outputs(node)) {
            if (output == dataset) {
                return true;
            }
        }
        return false;
    }

    /** Returns the node that makes a dataset but is not selected; empty if there is none. */
    private Optional<String> outsideSlice(String dataset) {
        PipelineGraph whole = pipeline.wholeGraph();
        return whole.datasetNumber(dataset)
                .map(whole::producer)
                .filter(producer -> producer >= 0)
                .map(whole::node)
                .filter(node -> graph.nodeNumber(node).isEmpty());
    }

    private void collect(Runnable step) {
        try {
            step.run();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
    }

    private void problem(String message) {
        problems.add(new ConfigProblem(place(), message));
    }

    private Position place() {
        return new Position("pipeline " + pipeline.name(), 0, 0);
    }

    private static String near(String name, List<String> legal) {
        return NearestName.of(name, legal)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }

    private List<String> freeInputs() {
        List<String> names = new ArrayList<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (graph.producer(dataset) < 0) {
                names.add(graph.dataset(dataset));
            }
        }
        return names;
    }
}
