package dev.freshet.runtime.run.session;

import dev.freshet.config.NearestName;
import dev.freshet.config.VisibleText;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.detection.Contents;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.lineage.LineageSearch;
import dev.freshet.runtime.run.lineage.Results;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.state.shared.SharedStateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Answers questions about the lineage of datasets, as a pipeline and its catalog name them. */
final class LineageAnswer {
    private final RunDescription run;
    private final StateStore store;
    private final PipelineGraph graph;

    LineageAnswer(RunDescription run, StateStore store) {
        this.run = run;
        this.store = store;
        graph = run.pipeline().graph();
    }

    Lineage of(String dataset, Lineage.Direction direction, Lineage.Moment moment) {
        Results results = new Results(entries(moment));
        requireKnown(dataset, results);
        Optional<Integer> number = graph.datasetNumber(dataset);
        Optional<String> slot =
                number.map(graph::producer).filter(node -> node >= 0).map(node -> slots().slot(node));
        LineageSearch.Question question = new LineageSearch.Question(
                dataset,
                moment instanceof Lineage.Moment.Now && number.isPresent() ? versionNow(dataset) : Optional.empty(),
                slot,
                run.key(),
                direction);
        return new LineageSearch(results, this::origin).search(question, entry(moment));
    }

    /**
     * Answers for all datasets that are stored or were read, from the state only: does not read files that have changed
     * since.
     *
     * @param most the number of results after which the remaining datasets are left out
     */
    List<Lineage> ofAll(int most) {
        Results results = new Results(store.entries());
        List<LineageSearch.Question> questions = new ArrayList<>();
        for (int number = 0; number < graph.datasetCount(); number++) {
            String dataset = graph.dataset(number);
            if (!graph.isParameter(number) && results.datasets().contains(dataset)) {
                int producer = graph.producer(number);
                questions.add(new LineageSearch.Question(
                        dataset,
                        recordedVersion(dataset),
                        producer < 0 ? Optional.empty() : Optional.of(slots().slot(producer)),
                        run.key(),
                        Lineage.Direction.BOTH));
            }
        }
        return new LineageSearch(results, this::origin).searchAll(questions, entry(Lineage.Moment.NOW), most);
    }

    private Optional<Version> recordedVersion(String dataset) {
        Contents contents = new Contents(store);
        return run.catalog()
                .content(dataset)
                .filter(content -> contents.recorded(content).isPresent())
                .flatMap(contents::version);
    }

    private Slots slots() {
        return Slots.of(
                graph,
                run.key(),
                run.catalog(),
                new Slots.Checkout(
                        run.project(),
                        run.team().sharedPaths(),
                        store.workspace().id()));
    }

    private List<StateRecord> entries(Lineage.Moment moment) {
        if (moment instanceof Lineage.Moment.Entry entry) {
            if (store instanceof SharedStateStore shared) {
                return shared.entriesAsOf(entry.number());
            }
            throw new StateException(
                    "only a shared state has numbered entries, and this project shares none; give a time", null);
        }
        if (moment instanceof Lineage.Moment.Time time) {
            return store.entries().stream()
                    .filter(entry -> !isAfter(entry, time.time()))
                    .toList();
        }
        return store.entries();
    }

    private static boolean isAfter(StateRecord entry, Instant time) {
        return entry instanceof NodeRecord result && result.finished().isAfter(time);
    }

    private long entry(Lineage.Moment moment) {
        if (moment instanceof Lineage.Moment.Entry entry) {
            return entry.number();
        }
        return store instanceof SharedStateStore shared ? shared.lastEntry() : 0;
    }

    private void requireKnown(String dataset, Results results) {
        Set<String> names = new TreeSet<>(results.datasets());
        for (int number = 0; number < graph.datasetCount(); number++) {
            if (!graph.isParameter(number)) {
                names.add(graph.dataset(number));
            }
        }
        if (!names.contains(dataset)) {
            throw new StateException(
                    "there is no dataset \"" + VisibleText.line(dataset) + "\"" + NearestName.known(dataset, names),
                    null);
        }
    }

    /** Returns the version of the stored content; empty if there is none, or the dataset is in memory. */
    private Optional<Version> versionNow(String dataset) {
        return run.catalog().content(dataset).flatMap(new Contents(store)::version);
    }

    private String origin(String dataset, Version version) {
        if (version instanceof Version.Given || version instanceof Version.Value) {
            return "given by whoever started the run";
        }
        if (version == Version.Fixed.MISSING) {
            return "it was missing";
        }
        int producer = graph.datasetNumber(dataset).map(graph::producer).orElse(-1);
        if (producer >= 0) {
            return "made by " + graph.node(producer) + ", in a run that is not recorded";
        }
        return graph.datasetNumber(dataset)
                .flatMap(number -> run.catalog().content(dataset))
                .map(StoredContent::location)
                .map(location -> "read from " + location + ", not made by a node")
                .orElse("not made by a recorded node");
    }
}
