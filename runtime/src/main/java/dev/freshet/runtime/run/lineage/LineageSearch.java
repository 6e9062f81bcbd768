package dev.freshet.runtime.run.lineage;

import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.lineage.Results.Content;
import dev.freshet.runtime.run.lineage.Results.Result;
import dev.freshet.runtime.state.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Follows results from version to version, upstream and downstream. */
public final class LineageSearch {
    private final Results results;
    private final Origins origins;
    private final List<Found> found = new ArrayList<>();
    /** The number of a result in the answer, by the result's order. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    /** Names the origins of contents that no recorded result made. */
    public interface Origins {
        /** Returns the origin of a version of a dataset in words. */
        String of(String dataset, Version version);
    }

    /**
     * What to look for.
     *
     * @param dataset the dataset
     * @param version the version of its current content; empty if unknown, then the latest result counts
     * @param slot the slot of its producer in the state; empty if it has no producer
     * @param pipeline the name of the pipeline in the state
     */
    public record Question(
            String dataset,
            Optional<Version> version,
            Optional<String> slot,
            String pipeline,
            Lineage.Direction direction) {}

    /** A result that is part of the answer. */
    private record Found(
            Result result,
            SortedMap<String, Integer> sources,
            SortedMap<String, String> origins,
            List<Integer> readers) {}

    public LineageSearch(Results results, Origins origins) {
        this.results = results;
        this.origins = origins;
    }

    /** Answers a question. Call this once for each instance, since an answer contains the steps of earlier answers. */
    public Lineage search(Question question, long entry) {
        String dataset = question.dataset();
        Optional<Result> latest = results.latest(dataset, question.slot(), question.pipeline());
        Optional<Result> maker = question.version().isEmpty()
                ? latest
                : results.lastMaker(Content.of(dataset, question.version().get()), question.pipeline());
        String note = "";
        if (maker.isEmpty() && latest.isPresent()) {
            maker = latest;
            note = "its content has changed since; this is the lineage of the last recorded content";
        }
        Optional<Version> version = maker.flatMap(
                        result -> Results.version(dataset, result.record().outputs()))
                .or(question::version)
                .or(() -> results.lastRead(dataset));
        Optional<Integer> up = maker.filter(result -> question.direction() != Lineage.Direction.DOWN)
                .map(this::up);
        List<Integer> readers = version.filter(read -> question.direction() != Lineage.Direction.UP)
                .map(read -> down(Content.of(dataset, read)))
                .orElse(List.of());
        String origin = maker.isPresent()
                ? ""
                : version.map(read -> origins.of(dataset, read)).orElse("no recorded result made or read it");
        return new Lineage(dataset, version, origin, note, up, readers, steps(), entry);
    }

    /**
     * Answers several questions. The answers share their steps.
     *
     * @param most the number of steps after which no further question is answered
     */
    public List<Lineage> searchAll(List<Question> questions, long entry, int most) {
        List<Lineage> answers = new ArrayList<>();
        for (Question question : questions) {
            if (found.size() < most) {
                answers.add(search(question, entry));
            }
        }
        List<Lineage.Step> steps = steps();
        return answers.stream().map(answer -> answer.with(steps)).toList();
    }

    private List<Lineage.Step> steps() {
        return found.stream()
                .map(one -> new Lineage.Step(
                        one.result().record(),
                        results.run(one.result()),
                        one.sources(),
                        one.origins(),
                        one.readers(),
                        results.isLatest(one.result())))
                .toList();
    }

    private int number(Result result) {
        return numbers.computeIfAbsent(result.order(), order -> {
            found.add(new Found(result, new TreeMap<>(), new TreeMap<>(), new ArrayList<>()));
            return found.size() - 1;
        });
    }

    /** Adds a result and everything upstream of it. */
    private int up(Result result) {
        Deque<Integer> open = new ArrayDeque<>();
        int first = number(result);
        Set<Integer> seen = new HashSet<>(Set.of(first));
        open.add(first);
        for (Integer number = open.poll(); number != null; number = open.poll()) {
            Found reader = found.get(number);
            for (Map.Entry<String, Version> input :
                    reader.result().record().inputs().entrySet()) {
                Content content = Content.of(input.getKey(), input.getValue());
                Optional<Result> maker = results.maker(content, reader.result());
                if (maker.isEmpty()) {
                    reader.origins().put(input.getKey(), origins.of(input.getKey(), input.getValue()));
                    continue;
                }
                int source = number(maker.get());
                reader.sources().put(input.getKey(), source);
                read(source, number);
                if (seen.add(source)) {
                    open.add(source);
                }
            }
        }
        return first;
    }

    private void read(int source, int reader) {
        List<Integer> readers = found.get(source).readers();
        if (!readers.contains(reader)) {
            readers.add(reader);
        }
    }

    /** Adds the results that read a content, and everything downstream of them. */
    private List<Integer> down(Content content) {
        Deque<Integer> open = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        List<Integer> first = readers(content, seen, open);
        for (Integer number = open.poll(); number != null; number = open.poll()) {
            for (Map.Entry<String, Version> output :
                    found.get(number).result().record().outputs().entrySet()) {
                Content made = Content.of(output.getKey(), output.getValue());
                for (int reader : readers(made, seen, open)) {
                    read(number, reader);
                    source(reader, made, number);
                }
            }
        }
        return first;
    }

    private List<Integer> readers(Content content, Set<Integer> seen, Deque<Integer> open) {
        List<Integer> readers = new ArrayList<>();
        for (Result reader : results.readers(content)) {
            int number = number(reader);
            readers.add(number);
            if (seen.add(number)) {
                open.add(number);
            }
        }
        return readers;
    }

    private void source(int reader, Content content, int source) {
        found.get(reader).result().record().inputs().forEach((dataset, version) -> {
            if (Content.of(dataset, version).equals(content)) {
                found.get(reader).sources().putIfAbsent(dataset, source);
            }
        });
    }
}
