package dev.freshet.runtime.run;

import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline of partitions: nodes with an incremental input whose outputs are stored, in memory, or nothing at all; nodes that
 * run for each partition, or ask which they have made. It may be checked out twice.
 */
final class PartitionsProject {
    static final List<String> NODES = List.of("latest", "load", "parse", "store", "log", "clean", "fetch", "total");
    static final List<String> PARTITIONED = List.of("loaded", "stored", "cleaned", "fetched");
    private static final String GRAPH = """
            latest = P.latest(%arrivals, params:p) -> latest
            load = P.load(%arrivals, rules) -> #loaded
            parse = P.parse(%arrivals, params:p) -> batch
            store = P.store(batch, rules) -> #stored
            log = P.log(batch)
            clean = P.clean(^days, rules) -> ^cleaned
            fetch = P.fetch(rules, params:p) -> #fetched
            total = P.total(loaded, cleaned) -> total
            """;

    final Path root;
    final Map<String, Integer> versions = new TreeMap<>();
    /** By dataset, the directory in which the catalog says that it is. */
    final Map<String, String> places = new TreeMap<>();

    int checkout;
    int parameter;
    String failing = "";
    int failsAfter;
    /** A partition of the arrivals that is written while the first node runs; empty for none. */
    String editedMeanwhile = "";

    PartitionsProject(Path root) throws IOException {
        this.root = root;
        NODES.forEach(node -> versions.put(node, 0));
        PARTITIONED.forEach(dataset -> places.put(dataset, dataset));
        places.put("arrivals", "in");
        places.put("days", "days");
        for (checkout = 1; checkout >= 0; checkout--) {
            write("arrivals", "e", "text");
            write("days", "e", "day");
            write("rules", "", "1");
            if (checkout == 0) {
                break;
            }
        }
    }

    Path directory() {
        return root.resolve("checkout" + checkout);
    }

    Path file(String dataset, String key) {
        return places.containsKey(dataset)
                ? directory().resolve(places.get(dataset)).resolve(key + ".txt")
                : directory().resolve(dataset + ".txt");
    }

    void write(String dataset, String key, String text) throws IOException {
        Files.createDirectories(file(dataset, key).getParent());
        Files.writeString(file(dataset, key), text);
    }

    /** What a dataset holds by key, under an empty key if it has no partitions; empty if it is not there. */
    Optional<TreeMap<String, String>> content(String dataset) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        if (!places.containsKey(dataset)) {
            if (Files.notExists(file(dataset, ""))) {
                return Optional.empty();
            }
            content.put("", Files.readString(file(dataset, "")));
            return Optional.of(content);
        }
        Path place = directory().resolve(places.get(dataset));
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        }
        return Optional.of(content);
    }

    void writeConfiguration() throws IOException {
        Path base = Files.createDirectories(directory().resolve("conf/base"));
        Files.createDirectories(directory().resolve("conf/other"));
        StringBuilder catalog = new StringBuilder("rules: {type: text, path: rules.txt}\n");
        catalog.append("total: {type: text, path: total.txt}\n");
        catalog.append("latest: {type: text, path: latest.txt}\n");
        catalog.append("batch: {type: memory, spill: json}\n");
        places.forEach((dataset, place) -> catalog.append(dataset)
                .append(": {type: text, path: \"")
                .append(place)
                .append("/*.txt\"")
                .append(dataset.equals("arrivals") ? ", incremental: true}\n" : "}\n"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("parameters.yml"), "p: " + parameter + "\n");
    }

    /** What a node makes of a partition. */
    static String made(String node, int version, String text) {
        return node + version + "(" + text + ")";
    }

    /** The keys that the node which asks what it has made wants. */
    static List<String> wanted(String rules) {
        return Stream.of("k0", "k1", "k2", "k3")
                .limit(2 + Integer.parseInt(rules) % 3)
                .toList();
    }

    /** What the nodes do, as lines by which another process can do it. */
    private record Behaviour(
            Path log, Path arrivals, String failing, int failsAfter, String edited, List<Integer> codes) {
        static Behaviour of(List<String> lines) {
            return new Behaviour(
                    Path.of(lines.get(0)),
                    Path.of(lines.get(1)),
                    lines.get(2),
                    Integer.parseInt(lines.get(3)),
                    lines.get(4),
                    lines.subList(5, lines.size()).stream()
                            .map(Integer::valueOf)
                            .toList());
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>(
                    List.of(log.toString(), arrivals.toString(), failing, Integer.toString(failsAfter), edited));
            codes.forEach(code -> lines.add(code.toString()));
            return lines;
        }

        int version(String node) {
            return codes.get(NODES.indexOf(node));
        }

        void note(String line) throws IOException {
            synchronized (Behaviour.class) {
                Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }

        void failAt(String node, int done) {
            if (node.equals(failing) && done >= failsAfter) {
                throw new IllegalStateException("told to fail");
            }
        }

        /** Overwrites what it made of earlier partitions. */
        @SuppressWarnings("unchecked") // as the graph says
        Object[] latest(Object[] in) throws IOException {
            Partitions<Object> arrived = (Partitions<Object>) in[0];
            TreeMap<String, Object> batch = new TreeMap<>();
            note("latest starts");
            for (String key : arrived.keys()) {
                note("latest " + key);
                batch.put(key, arrived.get(key));
            }
            failAt("latest", Integer.MAX_VALUE);
            return new Object[] {made("latest", version("latest"), in[1] + " " + batch)};
        }

        @SuppressWarnings("unchecked") // as the graph says
        Object[] load(Object[] in) throws IOException {
            if (!edited.isEmpty()) {
                Files.writeString(arrivals.resolve(edited + ".txt"), "edited meanwhile");
            }
            Partitions<Object> arrived = (Partitions<Object>) in[0];
            TreeMap<String, String> partitions = new TreeMap<>();
            for (String key : arrived.keys()) {
                partitions.put(key, made("load", version("load"), in[1] + " " + arrived.get(key)));
            }
            put("load", partitions, (PartitionSink<Object>) in[2]);
            return new Object[1];
        }

        private void put(String node, Map<String, String> partitions, PartitionSink<Object> sink) throws IOException {
            int done = 0;
            note(node + " starts");
            for (Map.Entry<String, String> partition : partitions.entrySet()) {
                failAt(node, done++);
                note(node + " " + partition.getKey());
                sink.put(partition.getKey(), partition.getValue());
            }
            failAt(node, Integer.MAX_VALUE);
        }

        @SuppressWarnings("unchecked") // as the graph says
        Object[] parse(Object[] in) throws IOException {
            Partitions<Object> arrived = (Partitions<Object>) in[0];
            TreeMap<String, String> batch = new TreeMap<>();
            for (String key : arrived.keys()) {
                note("parse " + key);
                batch.put(key, made("parse", version("parse"), in[1] + " " + arrived.get(key)));
            }
            note("parse starts");
            failAt("parse", Integer.MAX_VALUE);
            return new Object[] {batch};
        }

        @SuppressWarnings("unchecked") // as the graph says
        Object[] store(Object[] in) throws IOException {
            TreeMap<String, String> partitions = new TreeMap<>((Map<String, String>) in[0]);
            partitions.replaceAll((key, text) -> made("store", version("store"), in[1] + " " + text));
            put("store", partitions, (PartitionSink<Object>) in[2]);
            return new Object[1];
        }

        Object[] log(Object[] in) throws IOException {
            note("log starts");
            failAt("log", Integer.MAX_VALUE);
            for (Object entry : new TreeMap<>((Map<?, ?>) in[0]).entrySet()) {
                note("log " + entry);
            }
            return new Object[0];
        }

        Object[] clean(Object[] in, String key) throws IOException {
            note("clean " + key);
            if (failing.equals("clean") && key.compareTo("c") < 0) {
                throw new IllegalStateException("told to fail");
            }
            return new Object[] {made("clean", version("clean"), in[1] + " " + in[0])};
        }

        @SuppressWarnings("unchecked") // as the graph says
        Object[] fetch(Object[] in) throws IOException {
            PartitionSink<Object> sink = (PartitionSink<Object>) in[2];
            TreeMap<String, String> partitions = new TreeMap<>();
            for (String key : wanted((String) in[0])) {
                if (!sink.has(key)) {
                    partitions.put(key, made("fetch", version("fetch"), in[0] + " " + in[1] + " " + key));
                }
            }
            put("fetch", partitions, sink);
            return new Object[1];
        }

        Object[] total(Object[] in) throws IOException {
            note("total starts");
            failAt("total", Integer.MAX_VALUE);
            return new Object[] {made("total", version("total"), new TreeMap<>((Map<?, ?>) in[0]) + " " + in[1])};
        }
    }

    /** Makes the nodes in another process. */
    public static final class Script implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return PartitionsProject.pipeline(Behaviour.of(lines));
        }
    }

    private Behaviour behaviour() {
        return new Behaviour(
                log(),
                directory().resolve("in"),
                failing,
                failsAfter,
                editedMeanwhile,
                NODES.stream().map(versions::get).toList());
    }

    /** Where nodes note what they do. */
    Path log() {
        return root.resolve("log");
    }

    private static TestPipeline pipeline(Behaviour nodes) {
        TestPipeline pipeline = new TestPipeline(GRAPH).type("params:p", Integer.class);
        Stream.of(List.of("arrivals", "days", "batch"), PARTITIONED)
                .flatMap(List::stream)
                .forEach(dataset ->
                        pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class)));
        return pipeline.node("latest", (in, context) -> nodes.latest(in))
                .node("load", (in, context) -> nodes.load(in))
                .node("parse", (in, context) -> nodes.parse(in))
                .node("store", (in, context) -> nodes.store(in))
                .node("log", (in, context) -> nodes.log(in))
                .node(
                        "clean",
                        (in, context) -> nodes.clean(in, context.partition().orElseThrow()))
                .node("fetch", (in, context) -> nodes.fetch(in))
                .node("total", (in, context) -> nodes.total(in));
    }

    /** @param id names the pipeline in the state */
    TestPipeline pipeline(String id) {
        return pipeline(behaviour()).id(id);
    }

    /** The same for worker processes. */
    ForkedPipeline forked() {
        return ForkedPipeline.of(Script.class, behaviour().lines());
    }

    CodeFingerprints fingerprints() {
        List<String> all = NODES.stream().map(node -> "v" + versions.get(node)).toList();
        return new CodeFingerprints() {
            @Override
            public String fingerprint(int node) {
                return all.get(node);
            }

            @Override
            public String id() {
                return all.toString();
            }

            @Override
            public Optional<ClassPath.Seen> source() {
                return Optional.of(ClassPath.of(List.of()).look());
            }

            @Override
            public List<String> changes(int node, String earlier, Function<String, LinkedParts> known) {
                return List.of();
            }
        };
    }

    /** What nodes noted since the last time, in an order that does not depend on how many ran at a time. */
    List<String> takeLog() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        Files.deleteIfExists(log());
        return lines.stream().sorted().collect(Collectors.toList());
    }
}
