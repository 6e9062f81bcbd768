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
 * How the content of a dataset came about, and what was made of it, across runs and machines. The results that are part
 * of the answer are a graph, since several can read the same content.
 *
 * @param dataset the dataset's name
 * @param version the version of its content; empty if nothing is known of it
 * @param origin where the content is from, in words, if no recorded result has it; else empty
 * @param note what else is to be known of it, such as that the stored file was changed since; empty if nothing
 * @param maker the number of the step that made it; empty if none is known, or only what was made of it was asked for
 * @param readers the numbers of the steps that read it
 * @param steps the results, by number
 * @param entry the number of the last entry of the shared state that was looked at; 0 without shared state
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
    /** Which way to look. */
    public enum Direction {
        /** What the dataset was made from. */
        UP,
        /** What was made of the dataset. */
        DOWN,
        /** Both. */
        BOTH
    }

    /** The state to look at. */
    public sealed interface Moment {
        /** As it is now. */
        Moment NOW = new Now();

        /** As it is now. */
        record Now() implements Moment {}

        /**
         * As it was after an entry of the log of the shared state.
         *
         * @param number from 1
         */
        record Entry(long number) implements Moment {}

        /** The results that were made until then, by the clocks of those who made them. */
        record Time(Instant time) implements Moment {}
    }

    /**
     * One result.
     *
     * @param result the result: the node, its code, parameters, and the versions of its inputs and outputs
     * @param run who ran it; empty if unknown
     * @param sources the numbers of the steps that made its inputs, by dataset, as far as they are part of the answer
     * @param origins where other inputs are from, in words, by dataset
     * @param readers the numbers of the steps that read its outputs, as far as they are part of the answer
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

    /** Returns the same with the steps of several answers. */
    public Lineage with(List<Step> shared) {
        return new Lineage(dataset, version, origin, note, maker, readers, shared, entry);
    }

    /** All of it for machines, as maps, lists, strings, numbers and booleans. */
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
