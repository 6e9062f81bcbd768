package dev.freshet.runtime.run.session;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.catalog.ShownPath;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Collects the additional views of a document, within limits. */
final class DocumentViews {
    private static final int MOST_RUNS = 10;
    /** The largest number of nodes in all runs, and of causes and their nodes in all comparisons. */
    private static final int MOST_NODES = 20_000;

    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST = 60;
    private static final Pattern SECRET = Pattern.compile("\"secret [0-9a-f]+\"");

    private final RunDescription run;
    private final StateStore store;

    DocumentViews(RunDescription run, StateStore store) {
        this.run = run;
        this.store = store;
    }

    /** Returns the last runs and the lineage of all datasets. */
    GraphViews history() {
        RunHistory history = new RunHistory(run, store);
        List<ComparedRun> runs = history.newest(MOST_RUNS);
        List<ComparedRun> shown = new ArrayList<>();
        List<RunComparison> comparisons = new ArrayList<>();
        int size = 0;
        for (ComparedRun earlier : runs) {
            List<RunComparison> added =
                    shown.stream().map(later -> history.compare(earlier, later)).toList();
            size += earlier.nodes().size()
                    + added.stream()
                            .flatMap(each -> each.causes().stream())
                            .mapToInt(cause -> 1 + cause.nodes().size())
                            .sum();
            if (shown.size() > 1 && size > MOST_NODES) {
                break;
            }
            shown.add(earlier);
            comparisons.addAll(added);
        }
        return new GraphViews(List.copyOf(shown), List.copyOf(comparisons), lineage(), List.of());
    }

    private Map<String, Object> lineage() {
        List<Lineage> answers = new LineageAnswer(run, store).ofAll(MOST_STEPS);
        if (answers.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> datasets = new ArrayList<>();
        for (Lineage answer : answers) {
            Map<String, Object> dataset =
                    new LinkedHashMap<>(answer.with(List.of()).toJson());
            dataset.remove("steps");
            dataset.remove("entry");
            dataset.replaceAll((key, value) -> shown(value));
            datasets.add(dataset);
        }
        json.put("datasets", datasets);
        json.put("isCut", answers.get(0).steps().size() >= MOST_STEPS);
        json.put("steps", shown(Objects.requireNonNull(answers.get(0).toJson().get("steps"))));
        return json;
    }

    /** Returns JSON without secrets, absolute paths and long texts. */
    private static Object shown(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> shown = new LinkedHashMap<>();
            map.forEach((key, each) -> shown.put(
                    String.valueOf(key), key.equals("finished") || key.equals("started") ? each : shown(each)));
            return shown;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DocumentViews::shown).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        String safe = KnownSecrets.masked(ShownPath.inText(SECRET.matcher(text).replaceAll("\"***\"")));
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "...";
    }
}
