package dev.freshet.runtime.run;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the content of a dataset came from and what was made from it, across runs and machines. The steps form a graph,
 * since several results can read the same content.
 *
 * @param dataset the dataset's name
 * @param version the version of its content; empty if unknown
 * @param origin where the content came from, in words, if no recorded result made it; otherwise empty
 * @param note a remark for people, such as that the stored file has changed since; may be empty
 * @param maker the number of the step that made it; empty if none is known, or if only {@link Direction#DOWN} was asked
 *     for
 * @param readers the numbers of the steps that read it
 * @param steps the results, by number
 * @param entry the number of the last entry of the shared state that was read; 0 without shared state
 */
public record Lineage(
        String dataset,
        Optional<Version> version,
        String origin,
        String note,
        Optional<Integer> maker,
        List<Integer> readers,
        List<Step> steps,
        long entry) {
    /** The direction of the search. */
    public enum Direction {
        /** Upstream: what the dataset was made from. */
        UP,
        /** Downstream: what was made from the dataset. */
        DOWN,
        /** Both. */
        BOTH
    }

    /** The moment whose state is searched. */
    public sealed interface Moment {
        /** As it is now. */
        Moment NOW = new Now();

        /** As it is now. */
        record Now() implements Moment {}

        /**
         * The state after one entry of the shared state's log.
         *
         * @param number the number of the entry, from 1
         */
        record Entry(long number) implements Moment {}

        /** The results that were made until that time, by the clocks of the machines that made them. */
        record Time(Instant time) implements Moment {}
    }

    /**
     * One result.
     *
     * @param result the result: the node, its code, parameters, and the versions of its inputs and outputs
     * @param run the run that recorded it; empty if unknown
     * @param sources the numbers of the steps that made its inputs, by dataset; only steps of this answer
     * @param origins where the other inputs came from, in words, by dataset
     * @param readers the numbers of the steps that read its outputs; only steps of this answer
     * @param isLatest whether no later result replaced its outputs
     */
    public record Step(
            NodeRecord result,
            Optional<RunRecord> run,
            SortedMap<String, Integer> sources,
            SortedMap<String, String> origins,
            List<Integer> readers,
            boolean isLatest) {
        private Map<String, Object> toJson(int number) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("step", number);
            json.put("node", result.node());
            json.put("pipeline", result.pipeline());
            json.put("finished", result.finished().toString());
            json.put("duration", result.duration().toString());
            json.put("code", result.code());
            json.put("parameters", result.parameters());
            json.put("accepted", result.isAccepted());
            json.put("latest", isLatest);
            json.put("run", run.map(RecordedRun::json).orElse(Map.of("run", result.runId())));
            Map<String, Object> inputs = new LinkedHashMap<>();
            result.inputs().forEach((name, version) -> inputs.put(name, input(name, version)));
            json.put("inputs", inputs);
            json.put("outputs", Version.texts(result.outputs()));
            json.put("readers", readers);
            return json;
        }

        private Map<String, Object> input(String name, Version version) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("version", version.text());
            if (sources.containsKey(name)) {
                json.put("step", sources.get(name));
            } else if (origins.containsKey(name)) {
                json.put("origin", origins.get(name));
            }
            return json;
        }
    }

    /** Returns this answer with the steps of several answers, which share their numbers. */
    public Lineage with(List<Step> shared) {
        return new Lineage(dataset, version, origin, note, maker, readers, shared, entry);
    }

    /** Returns the answer as maps, lists, strings, numbers and booleans, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", dataset);
        json.put("version", version.map(Version::text).orElse(""));
        if (!origin.isEmpty()) {
            json.put("origin", origin);
        }
        if (!note.isEmpty()) {
            json.put("note", note);
        }
        maker.ifPresent(step -> json.put("maker", step));
        json.put("readers", readers);
        if (entry > 0) {
            json.put("entry", entry);
        }
        List<Object> all = new ArrayList<>();
        for (int number = 0; number < steps.size(); number++) {
            all.add(steps.get(number).toJson(number));
        }
        json.put("steps", all);
        return json;
    }
}
