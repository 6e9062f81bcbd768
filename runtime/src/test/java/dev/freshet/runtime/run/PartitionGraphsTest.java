package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.PartitionGraph.Behaviour;
import dev.freshet.runtime.run.PartitionGraph.Kind;
import dev.freshet.runtime.run.PartitionGraph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of random pipelines of partitions. The judge knows contents only: after a run that succeeded, each file
 * holds what its node makes of the files that are there, and no partition was made that already held this. More by hand:
 * {@code -Dfreshet.thorough=25 -Dfreshet.seed=7}.
 */
final class PartitionGraphsTest {
    private static final int HISTORIES = 25 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int STEPS = 6;
    private static final int RARITY_OF_PROCESSES = 25;
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    @TempDir(factory = HistoriesTest.InMemory.class)
    Path directory;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private static Runner runner(int manner) {
        return switch (manner) {
            case 0 -> Runner.sequential();
            case 1 -> Runner.threads(3);
            default -> Runner.processes(2, ForkedPipeline.option());
        };
    }

    @Test
    void run_afterAnyHistory_leavesWhatACleanRunLeaves_andMakesNothingAgain() {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        IntStream.range(0, HISTORIES).parallel().forEach(number -> {
            try {
                new History(number, number % 2).play();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        });
        System.out.println(HISTORIES + " histories from seed " + SEED + ": " + runs + " runs, " + calls + " calls");
        assertThat(failures).as("%s histories failed", failures.size()).isEmpty();
    }

    /** One after the other, since worker processes know only one pipeline at a time. */
    @Test
    void run_inProcesses_leavesWhatACleanRunLeaves_andMakesNothingAgain() {
        int histories = HISTORIES / RARITY_OF_PROCESSES;
        IntStream.range(0, histories).forEach(number -> new History(number, 2).play());
        System.out.println(histories + " histories in processes: " + runs + " runs, " + calls + " calls");
    }

    /** One history. */
    private final class History {
        private final Random random;
        private final int manner;
        private final boolean isTeam;
        private final Path root;
        private final PartitionGraph graph;
        private final List<String> story = new ArrayList<>();
        private final Map<String, Integer> versions = new HashMap<>();
        /** By place, what a run that was told to make everything anew may not have got to. */
        private final Set<String> suspect = new HashSet<>();

        private int checkout;
        private boolean isElsewhere;

        History(int number, int manner) {
            long seed = SEED * 1_000_003 + number;
            random = new Random(seed);
            this.manner = manner;
            isTeam = number % 3 == 0;
            root = directory.resolve("graph" + manner + "-" + number);
            graph = new PartitionGraph(random);
            graph.nodes.forEach(node -> versions.put(node.name(), 0));
            story.add("seed " + seed + " manner " + manner + (isTeam ? " team\n" : "\n") + graph + "\n");
        }

        void play() {
            try {
                for (checkout = 1; checkout >= 0; checkout--) {
                    write("rules", "", "0");
                    write("days", "a", "day");
                    write("days", "e", "day");
                    write("places", "e", "place");
                    writeConfiguration();
                }
                checkout = 0;
                for (int step = 0; step <= STEPS; step++) {
                    isElsewhere = random.nextInt(6) == 0;
                    for (int edit = random.nextInt(3); edit >= 0; edit--) {
                        story.add(edit());
                    }
                    run(step);
                    runs.incrementAndGet();
                }
                HistoriesTest.delete(root);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(story), e);
            } catch (RuntimeException e) {
                throw new IllegalStateException(String.valueOf(story), e);
            }
        }

        private Path project() {
            return root.resolve("checkout" + checkout);
        }

        private boolean isMade(String dataset) {
            return dataset.startsWith("o");
        }

        private Path place(String dataset) {
            return project()
                    .resolve(isElsewhere && isMade(dataset) ? "elsewhere" : "here")
                    .resolve(dataset);
        }

        private Path file(String dataset, String key) {
            return graph.partitioned.containsKey(dataset)
                    ? place(dataset).resolve(key + ".txt")
                    : place(dataset).resolveSibling(dataset + ".txt");
        }

        private void write(String dataset, String key, String text) throws IOException {
            Files.createDirectories(file(dataset, key).getParent());
            Files.writeString(file(dataset, key), text + "\n");
        }

        private void writeConfiguration() throws IOException {
            for (String environment : List.of("base", "other")) {
                isElsewhere = environment.equals("other");
                StringBuilder catalog = new StringBuilder();
                catalog.append("rules: {type: text, path: ")
                        .append(file("rules", ""))
                        .append("}\n");
                graph.partitioned.forEach((dataset, isStored) -> catalog.append(dataset)
                        .append(
                                isStored
                                        ? ": {type: text, path: \"" + file(dataset, "*") + "\"}\n"
                                        : ": {type: memory, spill: json}\n"));
                String last = graph.nodes.get(graph.nodes.size() - 1).output();
                catalog.append(last)
                        .append(": {type: text, path: ")
                        .append(file(last, ""))
                        .append("}\n");
                Path conf = Files.createDirectories(project().resolve("conf").resolve(environment));
                Files.writeString(conf.resolve("catalog.yml"), catalog);
            }
            isElsewhere = false;
            if (isTeam) {
                Files.writeString(
                        project().resolve("conf/base/run.yml"),
                        "cache: {path: " + root.resolve("cache") + ", write: true, unsigned: accept}\n");
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private String edit() throws IOException {
            String key = any(KEYS);
            Node node = any(graph.nodes);
            String source = random.nextBoolean() ? "days" : "places";
            return switch (random.nextInt(isTeam ? 11 : 10)) {
                case 0, 1, 2 -> {
                    write(source, key, "text " + random.nextInt(3));
                    yield source + " " + key;
                }
                case 3 -> "gone: " + source + " " + key + Files.deleteIfExists(file(source, key));
                case 4 -> {
                    write("rules", "", Integer.toString(random.nextInt(3)));
                    yield "rules";
                }
                case 5, 6 -> {
                    versions.merge(node.name(), random.nextInt(3) - 1, Integer::sum);
                    yield "code of " + node.name();
                }
                case 7 -> "gone: " + node.output() + " " + key + Files.deleteIfExists(file(node.output(), key));
                case 8 -> {
                    write(node.output(), key, "by hand");
                    yield "by hand: " + node.output() + " " + key;
                }
                case 9 -> copy(node.output());
                default -> {
                    checkout = 1 - checkout;
                    yield "checkout " + checkout;
                }
            };
        }

        private String copy(String dataset) throws IOException {
            if (Files.isDirectory(place(dataset))) {
                for (String key : content(dataset).keySet()) {
                    Path copy = root.resolve("copy");
                    Files.copy(file(dataset, key), copy, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(copy, file(dataset, key), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return "copied: " + dataset;
        }

        /** By key; null if it is not there. */
        private @Nullable TreeMap<String, List<String>> content(String dataset) throws IOException {
            TreeMap<String, List<String>> content = new TreeMap<>();
            if (!graph.partitioned.containsKey(dataset)) {
                if (Files.notExists(file(dataset, ""))) {
                    return null;
                }
                content.put("", List.of(Files.readString(file(dataset, "")).strip()));
                return content;
            }
            if (!Files.isDirectory(place(dataset))) {
                return null;
            }
            try (Stream<Path> files = Files.list(place(dataset))) {
                for (Path file : files.toList()) {
                    content.put(file.getFileName().toString().replace(".txt", ""), Files.readAllLines(file));
                }
            }
            return content;
        }

        private boolean isInMemory(String dataset) {
            return graph.partitioned.containsKey(dataset) && !graph.partitioned.get(dataset);
        }

        private TreeMap<String, List<String>> expected(Node node, Map<String, TreeMap<String, List<String>>> files) {
            List<String> wholes = new ArrayList<>();
            for (String input : node.inputs()) {
                TreeMap<String, List<String>> content = files.get(input);
                // The text of rules has its line break.
                wholes.add(input.equals("rules") ? content.get("").get(0) + "\n" : content.toString());
            }
            String version = versions.get(node.name()).toString();
            TreeMap<String, List<String>> made = new TreeMap<>();
            if (node.kind() == Kind.TEXT) {
                made.put(
                        "",
                        List.of(PartitionGraph.made(node.name(), version, "", wholes)
                                .get(0)));
                return made;
            }
            files.get(node.inputs().get(0)).forEach((key, source) -> {
                List<String> texts = new ArrayList<>(wholes);
                if (node.kind().isEach()) {
                    texts.set(0, source.toString());
                }
                made.put(key, PartitionGraph.made(node.name(), version, key, texts));
            });
            return made;
        }

        /** What a run is told. */
        private record Told(Set<String> nodes, boolean onlyMissing, String forced, String failing, boolean isOnce) {}

        private Told told(int step) {
            Set<String> all = new HashSet<>();
            graph.nodes.forEach(node -> all.add(node.name()));
            Node node = any(graph.nodes);
            String failing = random.nextInt(4) == 0
                    ? (node.name() + " " + (node.kind().isEach() || node.kind() == Kind.SINK ? any(KEYS) : "")).strip()
                    : "";
            boolean isOnce = !failing.isEmpty() && node.isTried();
            return switch (step == 0 ? 9 : random.nextInt(10)) {
                case 0 -> new Told(all, true, "", failing, isOnce);
                case 1 -> new Told(all, false, any(graph.nodes).name(), failing, isOnce);
                default -> new Told(all, false, "", failing, isOnce);
            };
        }

        private void run(int step) throws IOException {
            Told told = told(step);
            story.add(told + (isElsewhere ? " elsewhere\n" : "\n"));
            Map<String, TreeMap<String, List<String>>> files = new HashMap<>();
            for (String dataset : List.of("days", "places", "rules")) {
                files.put(dataset, content(dataset));
            }
            Set<String> needed = needed(told, files);
            Path log = root.resolve("log");
            Files.deleteIfExists(log);
            Files.deleteIfExists(root.resolve("once"));
            Behaviour behaviour = new Behaviour(
                    log, told.failing(), told.isOnce() ? root.resolve("once").toString() : "", versions);
            List<String> lines = behaviour.lines(graph);
            Run run = Run.of(
                            manner == 2
                                    ? ForkedPipeline.of(PartitionGraph.Script.class, lines)
                                    : new PartitionGraph.Script().pipeline(lines))
                    .conf(project().resolve("conf"))
                    .environment(isElsewhere ? "other" : "local")
                    .runner(runner(manner))
                    .tee(random.nextBoolean())
                    .retryPause(Duration.ZERO)
                    .onFailure(random.nextBoolean() ? FailurePolicy.KEEP_GOING : FailurePolicy.FAIL_FAST);
            if (told.onlyMissing()) {
                run.onlyMissingOutputs();
            }
            if (!told.forced().isEmpty()) {
                run.force(new NodeRef(told.forced()));
            }
            Map<String, Set<String>> before = keys();
            RunReport report = run.start();
            List<String> made = Files.exists(log) ? Files.readAllLines(log) : List.of();
            calls.addAndGet(made.size());
            checkReport(report, new ReportedPartitions(before, keys(), made));
            check(told, report, made, needed, files);
        }

        private Map<String, Set<String>> keys() throws IOException {
            Map<String, Set<String>> keys = new HashMap<>();
            for (Node node : graph.nodes) {
                TreeMap<String, List<String>> content = isInMemory(node.output()) ? null : content(node.output());
                keys.put(node.output(), content == null ? Set.of() : content.keySet());
            }
            return keys;
        }

        private void checkReport(RunReport report, ReportedPartitions partitions) {
            for (Node node : graph.nodes) {
                ReportedPartitions.Noted noted = node.kind() == Kind.MAP
                        ? ReportedPartitions.Noted.NO_PARTITION
                        : manner == 2 ? ReportedPartitions.Noted.EACH_CALL : ReportedPartitions.Noted.EACH_SUCCESS;
                if (node.kind() != Kind.TEXT && !isInMemory(node.output())) {
                    partitions.check(report, node.name(), node.output(), noted, story.toString());
                }
            }
        }

        private void check(
                Told told,
                RunReport report,
                List<String> log,
                Set<String> needed,
                Map<String, TreeMap<String, List<String>>> files)
                throws IOException {
            List<String> made =
                    log.stream().filter(line -> !line.startsWith("failed ")).toList();
            assertThat(made)
                    .as("%s%n%s", story, report.nodes())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(needed);
            boolean mayFail = log.contains("failed " + told.failing()) && !told.isOnce();
            assertThat(report.succeeded()).as("%s%n%s", story, report.nodes()).isEqualTo(!mayFail);
            if (!told.forced().isEmpty()) {
                graph.nodes.stream()
                        .filter(node -> node.name().equals(told.forced()))
                        .forEach(node -> {
                            suspect.remove(place(node.output()).toString());
                            if (!report.succeeded()) {
                                suspect.add(place(node.output()).toString());
                            }
                        });
            }
            if (!report.succeeded() || told.onlyMissing()) {
                return;
            }
            suspect.clear();
            for (Node node : graph.nodes) {
                TreeMap<String, List<String>> expected = expected(node, files);
                files.put(node.output(), expected);
                if (!isInMemory(node.output())) {
                    assertThat(content(node.output()))
                            .as("%s: %s%n%s", node.output(), story, report.nodes())
                            .isEqualTo(expected);
                }
            }
        }

        /** The calls that may be necessary, by what each node would make and what is there. */
        private Set<String> needed(Told told, Map<String, TreeMap<String, List<String>>> sources) throws IOException {
            Set<String> needed = new HashSet<>();
            Map<String, TreeMap<String, List<String>>> files = new HashMap<>(sources);
            Set<String> running = new HashSet<>();
            for (Node node : graph.nodes) {
                TreeMap<String, List<String>> expected = expected(node, files);
                if (isInMemory(node.output())) {
                    files.put(node.output(), expected);
                    continue;
                }
                TreeMap<String, List<String>> is = content(node.output());
                boolean isForced = node.name().equals(told.forced())
                        || suspect.contains(place(node.output()).toString());
                if (told.onlyMissing() && is != null && !isForced) {
                    files.put(node.output(), is);
                    continue;
                }
                boolean isAll = isForced
                        || !(node.kind().isEach() && !isInMemory(node.inputs().get(0)) || node.kind() == Kind.SINK);
                if (!expected.equals(is) || isForced) {
                    running.add(node.name());
                    if (node.kind() == Kind.MAP || node.kind() == Kind.TEXT) {
                        needed.add(node.name());
                    }
                    expected.forEach((key, content) -> {
                        if (isAll || is == null || !content.equals(is.get(key))) {
                            needed.add(node.name() + " " + key);
                        }
                    });
                }
                files.put(node.output(), expected);
            }
            demand(needed, running, files, told.forced());
            return needed;
        }

        /** Values in memory are made as a whole if a node that runs needs them. */
        private void demand(
                Set<String> needed,
                Set<String> running,
                Map<String, TreeMap<String, List<String>>> files,
                String forced) {
            for (int i = graph.nodes.size() - 1; i >= 0; i--) {
                Node node = graph.nodes.get(i);
                boolean isDemanded = isInMemory(node.output())
                        && graph.nodes.stream()
                                .anyMatch(reader -> running.contains(reader.name())
                                        && reader.inputs().contains(node.output()));
                if (isDemanded || (isInMemory(node.output()) && node.name().equals(forced))) {
                    running.add(node.name());
                    needed.add(node.name());
                    files.get(node.output()).keySet().forEach(key -> needed.add(node.name() + " " + key));
                }
            }
        }
    }
}
