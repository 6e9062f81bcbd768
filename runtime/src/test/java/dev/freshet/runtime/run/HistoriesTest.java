package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of edits: after each step a run must leave what a clean build leaves, and must have run exactly the nodes
 * that an independent model says. More of them by hand: {@code -Dfreshet.histories=100000 -Dfreshet.seed=7}.
 */
final class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("freshet.histories", 2_000);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int STEPS = 6;

    @TempDir
    Path directory;

    @Test
    void run_afterAnyHistory_isMinimalAndEqualsACleanBuild() throws IOException {
        int runs = 0;
        int executed = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = SEED * 1_000_003 + i;
            List<String> story = new ArrayList<>(List.of("seed " + seed));
            RandomProject project = new RandomProject(new Random(seed), directory.resolve("history" + i));
            MinimalModel model = new MinimalModel(project);
            for (int step = 0; step <= STEPS; step++) {
                story.add(step == 0 ? "first" : project.step());
                executed += runAndCheck(project, model, story);
                runs++;
            }
            delete(project.directory);
        }
        System.out.println(
                HISTORIES + " histories from seed " + SEED + ": " + runs + " runs, " + executed + " nodes ran");
    }

    private static int runAndCheck(RandomProject project, MinimalModel model, List<String> story) throws IOException {
        project.writeConfiguration();
        Set<String> expected = model.predict();
        Set<String> ran = new LinkedHashSet<>();
        RunReport report = Run.of(project.pipeline())
                .conf(project.directory.resolve("conf"))
                .fingerprints(project.fingerprints())
                .listener(node -> {
                    if (!(node instanceof NodeReport.Skipped)) {
                        ran.add(node.node());
                    }
                })
                .start();
        assertThat(ran)
                .as("%s%n%s%nin the catalog: %s", story, project, project.stored)
                .isEqualTo(expected);
        if (report.succeeded()) {
            for (Map.Entry<String, String> made : model.cleanBuild().entrySet()) {
                if (project.stored.containsKey(made.getKey())) {
                    assertThat(Files.readString(project.file(made.getKey())))
                            .as("%s: %s", made.getKey(), story)
                            .isEqualTo(made.getValue());
                }
            }
        } else {
            assertThat(ran).as("%s", story).contains(project.failing);
        }
        return ran.size();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
