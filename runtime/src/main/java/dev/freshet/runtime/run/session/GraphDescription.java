package dev.freshet.runtime.run.session;

import dev.freshet.dataset.catalog.DatasetSummary;
import dev.freshet.dataset.catalog.ShownPath;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.LastRun;
import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import dev.freshet.runtime.impact.ReachedCode;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeStatus;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.wiring.Form;
import dev.freshet.wiring.JavaTypes;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Describes the selected nodes of a pipeline as a document. */
final class GraphDescription {
    private final RunDescription run;
    private final PipelineGraph graph;
    private final CodeFingerprints codes;

    GraphDescription(RunDescription run, CodeFingerprints codes) {
        this.run = run;
        this.graph = run.pipeline().graph();
        this.codes = codes;
    }

    /**
     * @param status one for each node, or none
     * @param times of the last run
     */
    GraphDocument document(List<NodeStatus> status, Optional<LastTimes> times) {
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            nodes.add(node(node, status.isEmpty() ? Optional.empty() : Optional.of(status(status.get(node)))));
        }
        List<Set<String>> readers = readers();
        return new GraphDocument(
                run.pipeline().name(),
                run.environment(),
                List.copyOf(nodes),
                IntStream.range(0, graph.datasetCount())
                        .mapToObj(dataset -> dataset(dataset, List.copyOf(readers.get(dataset))))
                        .toList(),
                new ReachedCode(codes.reached()).shown(nodes),
                times);
    }

    private Node node(int node, Optional<Status> status) {
        return new Node(
                graph.node(node),
                graph.method(node),
                source(node),
                List.copyOf(graph.options(node).tags()),
                options(graph.options(node)),
                uses(graph.inputs(node), input -> graph.inputForm(node, input)),
                uses(graph.outputs(node), output -> graph.outputForm(node, output)),
                Arrays.stream(graph.after(node)).mapToObj(graph::node).toList(),
                status);
    }

    private String source(int node) {
        return codes.start(node)
                .filter(part -> !part.source().isEmpty())
                .map(part -> ShownPath.inText(part.source()) + (part.line() > 0 ? ":" + part.line() : ""))
                .orElse("");
    }

    private static Options options(NodeOptions options) {
        return new Options(
                options.rerun().name(),
                options.cpus(),
                options.memory(),
                new TreeMap<>(options.uses()),
                options.exclusive(),
                options.atOnce(),
                options.retries(),
                options.timeout());
    }

    private interface Forms {
        Form of(int position);
    }

    private List<Use> uses(int[] datasets, Forms forms) {
        return IntStream.range(0, datasets.length)
                .mapToObj(i ->
                        new Use(graph.dataset(datasets[i]), forms.of(i).name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Status status(NodeStatus status) {
        return new Status(
                state(status.decision()),
                reasons(status.decision()),
                status.last().map(last -> new LastRun(last.finished(), last.duration(), status.usual())));
    }

    private static State state(Decision decision) {
        if (decision instanceof Decision.Stale) {
            return State.RUN;
        }
        if (decision instanceof Decision.Undecided) {
            return State.MAYBE;
        }
        if (decision instanceof Decision.KeptBack) {
            return State.KEPT_BACK;
        }
        return decision instanceof Decision.InMemory ? State.IN_MEMORY : State.UP_TO_DATE;
    }

    private static List<String> reasons(Decision decision) {
        if (decision instanceof Decision.Stale stale) {
            return lines(stale.reasons());
        }
        if (decision instanceof Decision.Undecided undecided) {
            return List.of("if " + String.join(" or ", undecided.datasets()) + " changes");
        }
        if (decision instanceof Decision.UpToDate fresh) {
            return fresh.mayChange().isEmpty()
                    ? lines(fresh.changes())
                    : List.of("kept back if " + String.join(" or ", fresh.mayChange()) + " changes");
        }
        if (decision instanceof Decision.KeptBack keptBack) {
            return lines(keptBack.changes());
        }
        return decision instanceof Decision.InMemory inMemory ? lines(inMemory.changes()) : List.of();
    }

    private static List<String> lines(List<Reason> reasons) {
        return reasons.stream()
                .flatMap(reason -> reason.lines().stream())
                .map(ShownPath::inText)
                .toList();
    }

    private List<Set<String>> readers() {
        List<Set<String>> readers = new ArrayList<>();
        IntStream.range(0, graph.datasetCount()).forEach(dataset -> readers.add(new LinkedHashSet<>()));
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                readers.get(input).add(graph.node(node));
            }
        }
        return readers;
    }

    private Dataset dataset(int dataset, List<String> readers) {
        String name = graph.dataset(dataset);
        Optional<DatasetSummary> summary =
                graph.isParameter(dataset) ? Optional.empty() : run.catalog().summary(name);
        int producer = graph.producer(dataset);
        return new Dataset(
                name,
                summary.map(DatasetSummary::type).orElse(""),
                JavaTypes.show(run.pipeline().type(dataset)),
                graph.isParameter(dataset)
                        ? Storage.PARAMETER
                        : summary.filter(DatasetSummary::isStored).isPresent() ? Storage.STORED : Storage.MEMORY,
                summary.map(DatasetSummary::place).orElse(""),
                producer < 0 ? Optional.empty() : Optional.of(graph.node(producer)),
                readers);
    }
}
