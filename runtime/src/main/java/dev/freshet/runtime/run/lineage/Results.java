package dev.freshet.runtime.run.lineage;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.Version;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The results in a state, by what they made and what they read. A result that was fetched, or recorded in several
 * places, counts once: as it was first recorded.
 */
public final class Results {
    private final List<Result> all = new ArrayList<>();
    private final Map<String, RunRecord> runs = new HashMap<>();
    private final Map<Content, List<Result>> makers = new HashMap<>();
    private final Map<Content, List<Result>> readers = new HashMap<>();
    /** The latest result of each slot. */
    private final Map<String, Result> slots = new HashMap<>();

    private final Set<Integer> latest = new HashSet<>();
    private final Set<String> datasets = new TreeSet<>();

    /** The content of a dataset. A dataset has the same content under each of its variants. */
    record Content(String dataset, Version version) {
        static Content of(String dataset, Version version) {
            return new Content(new DatasetName(dataset).base(), version);
        }
    }

    /** @param order the order in which results became part of the state */
    record Result(int order, NodeRecord record) {}

    private record Identity(String key, String runId, SortedMap<String, Version> outputs) {}

    /** Reads the entries of a state, in their order. */
    public Results(List<StateRecord> entries) {
        Map<Identity, NodeRecord> first = new LinkedHashMap<>();
        Map<String, Identity> last = new HashMap<>();
        for (StateRecord entry : entries) {
            if (entry instanceof RunRecord run) {
                runs.put(run.runId(), run);
            } else if (entry instanceof NodeRecord record) {
                Identity identity = new Identity(record.key(), record.runId(), record.outputs());
                first.merge(identity, record, (a, b) -> b.finished().isBefore(a.finished()) ? b : a);
                last.put(record.slot(), identity);
            }
        }
        Map<Identity, Result> numbered = new HashMap<>();
        first.forEach((identity, record) -> numbered.put(identity, add(record)));
        last.forEach((slot, identity) -> slots.put(slot, numbered.get(identity)));
        slots.values().forEach(result -> latest.add(result.order()));
    }

    private Result add(NodeRecord record) {
        Result result = new Result(all.size(), record);
        all.add(result);
        index(record.outputs(), result, makers);
        index(record.inputs(), result, readers);
        return result;
    }

    private void index(SortedMap<String, Version> versions, Result result, Map<Content, List<Result>> index) {
        versions.forEach((dataset, version) -> {
            datasets.add(dataset);
            List<Result> same = index.computeIfAbsent(Content.of(dataset, version), content -> new ArrayList<>());
            if (same.isEmpty() || same.get(same.size() - 1).order() != result.order()) {
                same.add(result);
            }
        });
    }

    /** Returns the names of all datasets that results made or read. */
    public Set<String> datasets() {
        return datasets;
    }

    /** Returns the results of each run, by the run's id. */
    public Map<RunRecord, List<NodeRecord>> byRun() {
        Map<RunRecord, List<NodeRecord>> byRun = new LinkedHashMap<>();
        for (Result result : all) {
            run(result)
                    .ifPresent(run ->
                            byRun.computeIfAbsent(run, id -> new ArrayList<>()).add(result.record()));
        }
        return byRun;
    }

    Optional<RunRecord> run(Result result) {
        return Optional.ofNullable(runs.get(result.record().runId()));
    }

    boolean isLatest(Result result) {
        return latest.contains(result.order());
    }

    /** Returns the results that read a content. */
    List<Result> readers(Content content) {
        return readers.getOrDefault(content, List.of());
    }

    /**
     * Returns the result that made what another result read. If several made equal content, one of the same pipeline
     * and run comes first, otherwise the last one before.
     */
    Optional<Result> maker(Content content, Result reader) {
        List<Result> made = makers.getOrDefault(content, List.of()).stream()
                .filter(result -> result.order() != reader.order())
                .toList();
        String pipeline = reader.record().pipeline();
        List<Result> own = made.stream()
                .filter(result -> result.record().pipeline().equals(pipeline))
                .toList();
        List<Result> candidates = own.isEmpty() ? made : own;
        String run = reader.record().runId();
        return candidates.stream()
                .filter(result -> result.record().runId().equals(run))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(result -> result.order() < reader.order())
                        .reduce((earlier, later) -> later))
                .or(() -> candidates.stream().findFirst());
    }

    /** Returns the last result that made a content, preferably one of a pipeline. */
    Optional<Result> lastMaker(Content content, String pipeline) {
        List<Result> made = makers.getOrDefault(content, List.of());
        return made.stream()
                .filter(result -> result.record().pipeline().equals(pipeline))
                .reduce((earlier, later) -> later)
                .or(() -> made.stream().reduce((earlier, later) -> later));
    }

    /** Returns the latest result that made a dataset: in a slot, otherwise of a pipeline, otherwise of any pipeline. */
    Optional<Result> latest(String dataset, Optional<String> slot, String pipeline) {
        List<Result> made = all.stream()
                .filter(result -> version(dataset, result.record().outputs()).isPresent())
                .toList();
        return slot.map(slots::get)
                .filter(result -> version(dataset, result.record().outputs()).isPresent())
                .or(() -> made.stream()
                        .filter(result -> result.record().pipeline().equals(pipeline))
                        .reduce((earlier, later) -> later))
                .or(() -> made.stream().reduce((earlier, later) -> later));
    }

    /** Returns the version of a dataset, under whatever variant. */
    static Optional<Version> version(String dataset, SortedMap<String, Version> versions) {
        String base = new DatasetName(dataset).base();
        return versions.entrySet().stream()
                .filter(entry -> new DatasetName(entry.getKey()).base().equals(base))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the version of a dataset that the latest result that read it had read. */
    Optional<Version> lastRead(String dataset) {
        return all.stream()
                .flatMap(result -> version(dataset, result.record().inputs()).stream())
                .reduce((earlier, later) -> later);
    }
}
