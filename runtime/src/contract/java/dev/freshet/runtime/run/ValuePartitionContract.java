package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What holds under every runner of partitions of a value in memory, whichever process has it; part of {@link
 * RunnerContract}.
 */
abstract class ValuePartitionContract extends PartitionContract {
    static final String SPLIT = "s = P.split(in) -> x\n";

    /** A value that a node makes of some words, and the catalog of what is made of it. */
    private Path words(String words) throws IOException {
        write("in.txt", words);
        return catalog("""
                in: {type: text, path: in.txt}
                x: {type: memory, spill: json}
                y: {type: text, path: y/*.txt}
                """);
    }

    final List<String> stored() {
        String[] files = project.resolve("y").toFile().list();
        return files == null ? List.of() : List.of(files);
    }

    @Test
    void partitionOfAValue_thatFails_leavesTheOthersStored() throws IOException {
        Path conf = words("a b c d");
        String graph = SPLIT + "a = P.failAtB(^x) -> ^y\nb = P.partB(%y) -> z\n";
        RunReport report = run(graph)
                .conf(conf)
                .listener(new Failures())
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        assertThat(outcomes(report)).containsExactly("succeeded", "failed", "blocked");
        assertThat(failures).containsExactly("b, no b, try 1");
        assertThat(((NodeReport.Failed) report.nodes().get(1)).failedPartitions())
                .singleElement()
                .satisfies(failed -> assertThat(failed.partition()).isEqualTo("b"));
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(stored()).containsExactlyInAnyOrder("a.txt", "c.txt", "d.txt");

        write("y/e.txt", "of earlier");
        RunReport next =
                run(graph.replace("failAtB", "partition")).conf(conf).start().orThrow();
        assertThat(PartitionContract.<String>get(next, "z")).isEqualTo("b! of [a, b, c, d]");
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(project.resolve("y/a.txt")).hasContent("a!");
        assertThat(outcomes(
                        run(graph.replace("failAtB", "partition")).conf(conf).start()))
                .containsOnly("up to date");
    }

    @Test
    void partitionOfAValue_thatFails_isTriedAgainByItself() throws IOException {
        run(SPLIT + "a = P.failAtB(^x) -> ^y {retries=2}\n")
                .conf(words("a b c"))
                .listener(new Failures())
                .start()
                .orThrow();
        assertThat(failures).containsExactly("b, no b, try 1, again", "b, no b, try 2, again");
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "b", "b", "c");
        assertThat(stored()).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
    }

    @Test
    void partitionsOfAValue_areMadeSideBySide_asManyAsThereAreSlots() throws IOException {
        Path conf = words("a b c d e");
        String graph = SPLIT + "a = P.meet(^x) -> ^y\n";
        int slots = runner().slots(ContractScript.pipeline(project, graph).graph());
        write("slots", Integer.toString(Math.min(5, slots)));
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void partitionOfAValue_whoseTimeIsUp_isInterruptedAlone() throws IOException {
        RunReport report = run(SPLIT + "a = P.hangAtB(^x) -> ^y {timeout=5000}\n")
                .conf(words("b"))
                .listener(new Failures())
                .start();
        assertThat(outcomes(report)).containsExactly("succeeded", "failed");
        assertThat(failures).singleElement().asString().startsWith("b, it took longer than 5");
        assertThat(stored()).isEmpty();
    }

    /** The caller gives the value, so it is in the process of the run. */
    @Test
    void partitionOfAGivenValue_thatFails_leavesTheOthersStored() throws IOException {
        Path conf = words("");
        RunReport report = run("a = P.failAtB(^x) -> ^y\n")
                .conf(conf)
                .input(new DatasetRef<>("x"), new TreeMap<>(Map.of("a", "a", "b", "b", "c", "c")))
                .listener(new Failures())
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        assertThat(outcomes(report)).containsExactly("failed");
        assertThat(failures).containsExactly("b, no b, try 1");
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(stored()).containsExactlyInAnyOrder("a.txt", "c.txt");
    }

    @Test
    void partitionOfAValue_isTakenInEveryForm() throws IOException {
        Path conf = catalog("""
                x: {type: memory, spill: json}
                y: {type: text, path: y/*.txt}
                z: {type: text, path: z/*.txt}
                w: {type: json, path: w/*.json}
                """);
        run("a = P.rows(^*x) -> ^+y\nb = P.double(^*x) -> ^*z\nc = P.twice(^~x) -> ^w\n")
                .conf(conf)
                .input(new DatasetRef<>("x"), new TreeMap<>(Map.of("a", List.of("1", "2"), "b", List.of())))
                .start()
                .orThrow();
        assertThat(project.resolve("y/a.txt")).hasContent("1\n2\n");
        assertThat(project.resolve("y/b.txt")).isEmptyFile();
        assertThat(project.resolve("z/a.txt")).hasContent("11\n22\n");
        assertThat(project.resolve("w/a.json")).content().isEqualToIgnoringWhitespace("\"1212\"");
    }
}
