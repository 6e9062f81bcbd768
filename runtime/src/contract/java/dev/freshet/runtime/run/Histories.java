package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.engine.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Random histories of edits: after each step a run must leave what a clean build leaves, and must have run exactly the nodes
 * that an independent model says.
 */
public final class Histories {
    private static final int STEPS = 6;
    /** In one of so many histories the file system's clock ticks between steps, so that stamps can be trusted. */
    static final int SETTLED = 40;

    /** In one of so many histories changes are accepted, so that what there is need not be what a clean build makes. */
    private static final int ACCEPTING = 5;

    /** In one of so many steps a node is forgotten. */
    private static final int FORGETTING = 8;

    /** Another pipeline than that of the environments, which stores to the same places. */
    private static final String SECOND = "second";

    /**
     * How the runs of a history go.
     *
     * @param isForked whether nodes are called in other processes, which know one pipeline at a time
     */
    public record Manner(String name, Runner runner, boolean tee, FailurePolicy policy, boolean isForked) {}

    private record Checked(int nodes, boolean isOfSnapshot) {}

    private final Path directory;
    private final long first;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger executed = new AtomicInteger();
    private final AtomicInteger shortcuts = new AtomicInteger();

    /**
     * Histories that have not begun.
     *
     * @param first the seed from which those of the histories follow
     */
    public Histories(Path directory, long first) {
        this.directory = directory;
        this.first = first;
    }

    /** How many runs looked at stamps only. */
    public int shortcuts() {
        return shortcuts.get();
    }

    /** What happened so far, for people. */
    @Override
    public String toString() {
        return "seed " + first + ": " + runs + " runs, " + executed + " nodes ran, " + shortcuts
                + " runs looked at stamps only";
    }

    /** Plays a history, whose number says much of what happens in it. */
    public void history(int number, Manner manner) {
        long seed = first * 1_000_003 + number;
        List<String> story = new ArrayList<>(List.of("seed " + seed));
        try {
            RandomProject project = new RandomProject(new Random(seed), directory.resolve("history" + number));
            story.add(manner.name());
            MinimalModel model = new MinimalModel(project, manner.policy() == FailurePolicy.KEEP_GOING);
            for (int step = 0; step <= STEPS; step++) {
                story.add(step == 0 ? "first" : project.step());
                project.writeConfiguration();
                if (step > 0 && number % ACCEPTING == 0) {
                    accept(project, manner, model, story, where(project, manner, number));
                }
                if (step > 0 && project.random.nextInt(FORGETTING) == 0) {
                    forget(project, manner, model, story, where(project, manner, number));
                }
                executed.addAndGet(runAndCheck(project, manner, model, story, told(project, manner, number))
                        .nodes());
                runs.incrementAndGet();
                if (number % SETTLED == 0) {
                    shortcuts.addAndGet(settle(project, manner, model, story));
                }
            }
            delete(project.directory);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(story), e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(String.valueOf(story), e);
        }
    }

    /** Runs with nothing changed until stamps are all that a run looks at, if nothing fails or is missing. */
    private static int settle(RandomProject project, Manner manner, MinimalModel model, List<String> story)
            throws IOException {
        for (int run = 0; run < 3; run++) {
            for (Instant start = Instant.now(); Instant.now().isBefore(start.plusMillis(21)); ) {
                Thread.onSpinWait();
            }
            if (runAndCheck(project, manner, model, story, all(project, "local"))
                    .isOfSnapshot()) {
                return 1;
            }
        }
        return 0;
    }

    private static MinimalModel.Told all(RandomProject project, String where) {
        return new MinimalModel.Told(
                where, project.nodes.stream().map(node -> node.name).collect(Collectors.toSet()), false);
    }

    /** In one of three histories, also in another environment, and by another pipeline. */
    private static String where(RandomProject project, Manner manner, int number) {
        int choice = number % 3 == 0 ? project.random.nextInt(6) : 2;
        if (choice == 0) {
            return "other";
        }
        return choice == 1 && !manner.isForked() ? SECOND : "local";
    }

    /** In two of three histories, runs are of part of the pipeline, or make what is missing. */
    private static MinimalModel.Told told(RandomProject project, Manner manner, int number) {
        MinimalModel.Told all = all(project, where(project, manner, number));
        if (number % 3 == 0 || project.random.nextInt(2) == 0) {
            return all;
        }
        return number % 3 == 1
                ? new MinimalModel.Told(all.where(), all.nodes(), true)
                : new MinimalModel.Told(all.where(), project.slice(), false);
    }

    private static String anyNode(RandomProject project) {
        return project.nodes.get(project.random.nextInt(project.nodes.size())).name;
    }

    private static void accept(
            RandomProject project, Manner manner, MinimalModel model, List<String> story, String where) {
        String node = anyNode(project);
        Run run = describe(project, manner, where);
        if (model.accept(where, node)) {
            story.add("accept " + node + " in " + where + " of " + project + project.stored);
            run.accept(new NodeRef(node));
        } else {
            story.add("not accept " + node + " in " + where + " of " + project);
            assertThatThrownBy(() -> run.accept(new NodeRef(node)), "%s%n%s", story, project)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no results to keep");
        }
    }

    private static void forget(
            RandomProject project, Manner manner, MinimalModel model, List<String> story, String where) {
        String node = anyNode(project);
        story.add("forget " + node + " in " + where);
        model.forget(where, node);
        describe(project, manner, where).clean(new NodeRef(node));
    }

    private static Run describe(RandomProject project, Manner manner, String where) {
        return Run.of(manner.isForked() ? project.forked() : project.pipeline(where.equals(SECOND) ? SECOND : "first"))
                .environment(where.equals("other") ? "other" : "local")
                .conf(project.directory.resolve("conf"))
                .fingerprints(project.fingerprints())
                .runner(manner.runner())
                .tee(manner.tee())
                .onFailure(manner.policy());
    }

    /** Notes which nodes were started. */
    private record Started(Set<String> nodes) implements RunListener {
        @Override
        public boolean hearsOfUpToDateRuns() {
            return false;
        }

        @Override
        public void nodeStarted(NodeStart node, int tried) {
            nodes.add(node.node());
        }
    }

    private static Checked runAndCheck(
            RandomProject project, Manner manner, MinimalModel model, List<String> story, MinimalModel.Told told)
            throws IOException {
        story.add(told.toString());
        Set<String> expected = model.predict(told);
        Set<String> ran = Collections.synchronizedSet(new LinkedHashSet<>());
        Run run = describe(project, manner, told.where()).listener(new Started(ran));
        boolean isWhole = told.nodes().size() == project.nodes.size();
        if (!isWhole) {
            run.only(told.nodes().stream().map(NodeRef::new).toArray(NodeRef[]::new));
        }
        RunReport report = (told.onlyMissing() ? run.onlyMissingOutputs() : run).start();
        boolean isOfSnapshot = ((Report) report).isOfSnapshot();
        ran.removeIf(node -> !expected.contains(node) && model.mayHaveRunForNothing(node));
        assertThat(ran)
                .as("%s%n%s%nin the catalog: %s%n%s", story, project, project.stored, report.nodes())
                .isEqualTo(expected);
        if (report.succeeded()) {
            boolean isClean =
                    isWhole && !told.onlyMissing() && story.stream().noneMatch(step -> step.startsWith("accept"));
            Map<String, String> left = isClean ? model.cleanBuild() : model.files();
            for (Map.Entry<String, String> made : left.entrySet()) {
                if (project.stored.containsKey(made.getKey())
                        && !made.getValue().equals("absent")) {
                    assertThat(Files.readString(project.file(made.getKey())))
                            .as("%s: %s%n%s%n%s", made.getKey(), story, project, report.nodes())
                            .isEqualTo(made.getValue());
                }
            }
        } else {
            assertThat(ran).as("%s", story).contains(project.failing);
        }
        return new Checked(ran.size(), isOfSnapshot);
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
