package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of partitioned datasets: after each step a run must do and leave exactly what an independent model says,
 * down to the partition, and, where nothing was accepted, what a clean build leaves. More of them by hand:
 * {@code -Dfreshet.thorough=25 -Dfreshet.seed=7}.
 */
final class PartitionHistoriesTest {
    private static final int HISTORIES = 80 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int STEPS = 8;
    /** Another pipeline than that of the environments, which stores to the same places. */
    private static final String SECOND = "second";

    /** Worker processes take longer. */
    private static final int RARITY_OF_PROCESSES = 40;

    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<Set<String>> SLICES = List.of(
            Set.of("latest", "load"),
            Set.of("parse", "store"),
            Set.of("parse", "log"),
            Set.of("parse", "store", "log"),
            Set.of("clean", "fetch"),
            Set.of("load", "clean", "total"));

    @TempDir(factory = HistoriesTest.InMemory.class)
    Path directory;

    private enum Manner {
        SEQUENTIAL(Runner.sequential(), false, FailurePolicy.FAIL_FAST),
        SEQUENTIAL_TEE(Runner.sequential(), true, FailurePolicy.KEEP_GOING),
        THREADS_TEE(Runner.threads(3), true, FailurePolicy.KEEP_GOING),
        PROCESSES(Runner.processes(2, ForkedPipeline.option()), true, FailurePolicy.KEEP_GOING);

        final Runner runner;
        final boolean tee;
        final FailurePolicy policy;

        Manner(Runner runner, boolean tee, FailurePolicy policy) {
            this.runner = runner;
            this.tee = tee;
            this.policy = policy;
        }
    }

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void run_afterAnyHistory_makesExactlyWhatTheModelSays() {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        IntStream.range(0, HISTORIES).parallel().forEach(number -> {
            try {
                new History(number, Manner.values()[number % Manner.PROCESSES.ordinal()]).play();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        });
        System.out.println(HISTORIES + " histories from seed " + SEED + ": " + runs + " runs, " + calls + " calls");
        assertThat(failures).as("%s histories failed", failures.size()).isEmpty();
    }

    /** One after the other, since worker processes know only one pipeline at a time. */
    @Test
    void run_inProcesses_makesExactlyWhatTheModelSays() {
        int histories = HISTORIES / RARITY_OF_PROCESSES;
        IntStream.range(0, histories).forEach(number -> new History(number, Manner.PROCESSES).play());
        System.out.println(histories + " histories in processes: " + runs + " runs, " + calls + " calls");
    }

    /** One history. */
    private final class History {
        private final Random random;
        private final Manner manner;
        private final Path root;
        private final List<String> story = new ArrayList<>();
        private boolean accepted;

        History(int number, Manner manner) {
            long seed = SEED * 1_000_003 + number;
            random = new Random(seed);
            this.manner = manner;
            root = directory.resolve("history" + number);
            story.add("seed " + seed + " " + manner);
        }

        void play() {
            try {
                PartitionsProject project = new PartitionsProject(root);
                PartitionsModel model = new PartitionsModel(project);
                for (int step = 0; step <= STEPS; step++) {
                    project.failing = "";
                    project.editedMeanwhile = "";
                    project.writeConfiguration();
                    for (int edit = random.nextInt(3); edit >= 0; edit--) {
                        story.add(edit(project, model));
                        project.writeConfiguration();
                    }
                    runAndCheck(project, model, told(project, model));
                    runs.incrementAndGet();
                }
                HistoriesTest.delete(root);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(story), e);
            } catch (RuntimeException e) {
                throw new IllegalStateException(String.valueOf(story), e);
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private String where() {
            int choice = random.nextInt(8);
            if (choice == 0) {
                return "other";
            }
            return choice == 1 && manner != Manner.PROCESSES ? SECOND : "local";
        }

        private PartitionsModel.Told told(PartitionsProject project, PartitionsModel model) throws IOException {
            boolean keepsGoing = manner.policy == FailurePolicy.KEEP_GOING;
            String where = where();
            boolean canBeEdited = manner == Manner.SEQUENTIAL && model.isKnown(where, "load");
            if (canBeEdited && random.nextInt(8) == 0) {
                project.editedMeanwhile = any(KEYS);
            }
            Set<String> all = Set.copyOf(PartitionsProject.NODES);
            return switch (random.nextInt(10)) {
                case 0 -> new PartitionsModel.Told(where, all, true, "", keepsGoing);
                case 1, 2 -> new PartitionsModel.Told(where, any(SLICES), false, "", keepsGoing);
                case 3 -> new PartitionsModel.Told(where, all, false, any(PartitionsProject.NODES), keepsGoing);
                default -> new PartitionsModel.Told(where, all, false, "", keepsGoing);
            };
        }

        private String edit(PartitionsProject project, PartitionsModel model) throws IOException {
            String node = any(PartitionsProject.NODES);
            String key = any(KEYS);
            String output = any(PartitionsProject.PARTITIONED);
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> {
                    project.write("arrivals", key, "text " + random.nextInt(3));
                    yield "arrival " + key;
                }
                case 4 -> "arrival gone: " + key + Files.deleteIfExists(project.file("arrivals", key));
                case 5, 6 -> {
                    project.write("days", key, "day " + random.nextInt(3));
                    yield "day " + key;
                }
                case 7 -> "day gone: " + key + Files.deleteIfExists(project.file("days", key));
                case 8 -> {
                    project.write("rules", "", Integer.toString(random.nextInt(3)));
                    yield "rules";
                }
                case 9 -> {
                    project.parameter = random.nextInt(3);
                    yield "parameter";
                }
                case 10, 11 -> {
                    project.versions.merge(node, random.nextInt(3) - 1, Integer::sum);
                    yield "code of " + node;
                }
                case 12, 13 -> {
                    project.failing = node;
                    project.failsAfter = random.nextInt(3);
                    yield node + " fails after " + project.failsAfter;
                }
                case 14 -> "output gone: " + output + " " + key + Files.deleteIfExists(project.file(output, key));
                case 15 -> tamper(project, output, key);
                case 16 -> copy(project, output);
                case 17 -> {
                    String place = project.places.get(output);
                    project.places.put(output, place.equals(output) ? output + "-elsewhere" : output);
                    yield "output elsewhere: " + output;
                }
                case 18 -> accept(project, model, node);
                default -> forgetOrSwitch(project, model, node);
            };
        }

        private String tamper(PartitionsProject project, String output, String key) throws IOException {
            if (random.nextInt(3) == 0) {
                Path place = project.file(output, key).getParent();
                if (Files.exists(place)) {
                    HistoriesTest.delete(place);
                }
                return "all outputs gone: " + output;
            }
            project.write(output, key, "by hand " + random.nextInt(2));
            return "by hand: " + output + " " + key;
        }

        /** The same contents with other stamps. */
        private String copy(PartitionsProject project, String output) throws IOException {
            for (String key : project.content(output).orElse(new TreeMap<>()).keySet()) {
                Path file = project.file(output, key);
                Path copy = root.resolve("copy");
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return "copied: " + output;
        }

        private String accept(PartitionsProject project, PartitionsModel model, String node) throws IOException {
            String where = where();
            accepted = true;
            Run run = describe(project, where);
            if (model.accept(where, node)) {
                run.accept(new NodeRef(node));
                return "accepted in " + where + ": " + node;
            }
            assertThatThrownBy(() -> run.accept(new NodeRef(node)))
                    .as("%s, then accept %s", story, node)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no results to keep");
            return "not accepted in " + where + ": " + node;
        }

        private String forgetOrSwitch(PartitionsProject project, PartitionsModel model, String node)
                throws IOException {
            if (random.nextBoolean()) {
                project.checkout = 1 - project.checkout;
                project.writeConfiguration();
                return "checkout " + project.checkout;
            }
            String where = where();
            if (Files.exists(root.resolve("state"))) {
                model.forget(where, node);
            } // else there is nothing yet to forget
            describe(project, where).clean(new NodeRef(node));
            return "forgotten in " + where + ": " + node;
        }

        private Run describe(PartitionsProject project, String where) {
            return Run.of(
                            manner == Manner.PROCESSES
                                    ? project.forked()
                                    : project.pipeline(where.equals(SECOND) ? SECOND : "first"))
                    .conf(project.directory().resolve("conf"))
                    .environment(where.equals("other") ? "other" : "local")
                    .stateDirectory(root.resolve("state"))
                    .fingerprints(project.fingerprints())
                    .runner(manner.runner)
                    .tee(manner.tee)
                    .onFailure(manner.policy);
        }

        private void runAndCheck(PartitionsProject project, PartitionsModel model, PartitionsModel.Told told)
                throws IOException {
            story.add(told + (project.editedMeanwhile.isEmpty() ? "" : " edited meanwhile " + project.editedMeanwhile));
            project.takeLog();
            model.run(told);
            Run run = describe(project, told.where());
            if (told.nodes().size() < PartitionsProject.NODES.size()) {
                run.only(told.nodes().stream().map(NodeRef::new).toArray(NodeRef[]::new));
            }
            if (told.onlyMissing()) {
                run.onlyMissingOutputs();
            }
            if (!told.forced().isEmpty()) {
                run.force(new NodeRef(told.forced()));
            }
            Map<String, Set<String>> before = keys(project);
            RunReport report = run.start();
            List<String> log = project.takeLog();
            calls.addAndGet(log.size());
            ReportedPartitions partitions = new ReportedPartitions(before, keys(project), log);
            for (String node : List.of("load", "store", "clean", "fetch")) {
                String output = node.equals("clean") ? "cleaned" : node.replaceFirst("e?$", "ed");
                boolean isIncremental = node.equals("load") || node.equals("store");
                partitions.check(
                        report,
                        node,
                        output,
                        isIncremental ? ReportedPartitions.Noted.EACH_NEW : ReportedPartitions.Noted.EACH_CALL,
                        story.toString());
            }
            assertThat(log).as("%s%n%s", story, report.nodes()).isEqualTo(model.log());
            assertThat(report.succeeded()).as("%s%n%s", story, report.nodes()).isEqualTo(!model.hasFailed());
            for (Map.Entry<String, Optional<TreeMap<String, String>>> file :
                    model.files().entrySet()) {
                assertThat(project.content(file.getKey()))
                        .as("%s: %s%n%s", file.getKey(), story, report.nodes())
                        .isEqualTo(file.getValue());
            }
            boolean isWhole = told.nodes().size() == PartitionsProject.NODES.size() && !told.onlyMissing();
            if (isWhole && report.succeeded() && !accepted && project.editedMeanwhile.isEmpty()) {
                checkClean(project);
            }
        }

        private Map<String, Set<String>> keys(PartitionsProject project) throws IOException {
            Map<String, Set<String>> keys = new HashMap<>();
            for (String output : PartitionsProject.PARTITIONED) {
                keys.put(output, project.content(output).orElse(new TreeMap<>()).keySet());
            }
            return keys;
        }

        /** What a clean build makes of what there is now. */
        private void checkClean(PartitionsProject project) throws IOException {
            String rules = project.content("rules").orElseThrow().get("");
            TreeMap<String, String> arrivals = project.content("arrivals").orElseThrow();
            TreeMap<String, String> days = project.content("days").orElseThrow();
            Map<String, Integer> versions = project.versions;
            TreeMap<String, String> loaded = new TreeMap<>(arrivals);
            loaded.replaceAll((key, text) -> PartitionsProject.made("load", versions.get("load"), rules + " " + text));
            assertThat(project.content("loaded").orElseThrow()).as("%s", story).containsAllEntriesOf(loaded);
            TreeMap<String, String> stored = new TreeMap<>(arrivals);
            stored.replaceAll((key, text) -> PartitionsProject.made(
                    "store",
                    versions.get("store"),
                    rules + " "
                            + PartitionsProject.made("parse", versions.get("parse"), project.parameter + " " + text)));
            assertThat(project.content("stored").orElseThrow()).as("%s", story).containsAllEntriesOf(stored);
            days.replaceAll((key, text) -> PartitionsProject.made("clean", versions.get("clean"), rules + " " + text));
            assertThat(project.content("cleaned")).as("%s", story).contains(days);
            assertThat(project.content("latest").orElseThrow().get(""))
                    .as("%s", story)
                    .doesNotContain("{}");
            assertThat(project.content("fetched").orElseThrow().keySet())
                    .as("%s", story)
                    .isEqualTo(new HashSet<>(PartitionsProject.wanted(rules)));
        }
    }
}
