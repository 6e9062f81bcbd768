package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed while an input in partitions is edited, and the edit is taken back: partitions that were made of the edit
 * must not count. The state is put back to what it was at the moment of the kill.
 */
final class KilledWhileEditedTest {
    private static final String SINK = "make = P.make(%lookup) -> #made\n";
    private static final String EACH = "make = P.each(^days, &lookup) -> ^made\n";

    @TempDir
    Path project;

    private final List<String> calls = new ArrayList<>();
    private boolean isKilled;
    private boolean isEdited;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                lookup: {type: text, path: "lookup/*.txt"}
                days: {type: text, path: "days/*.txt"}
                made: {type: text, path: "made/*.txt"}
                """);
        for (String file : List.of("lookup/a", "days/1", "days/2")) {
            write(file, "old");
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file + ".txt");
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private RunReport run(String graph) {
        calls.clear();
        TestPipeline pipeline = new TestPipeline(graph);
        for (String dataset : List.of("lookup", "days", "made")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        pipeline.node("make", (in, context) -> {
            calls.add(context.partition().orElse("call"));
            if (isEdited) {
                write("lookup/a", "new");
            }
            return graph.equals(SINK) ? makeAll((Partitions<?>) in[0], in[1]) : makeOne(in);
        });
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start();
    }

    @SuppressWarnings("unchecked") // as the graph says
    private Object[] makeAll(Partitions<?> lookup, Object output) throws IOException {
        PartitionSink<Object> made = (PartitionSink<Object>) output;
        for (String key : List.of("1", "2")) {
            if (!made.has(key)) {
                String text = lookup.get("a").toString();
                calls.add("make " + key);
                if (isKilled && key.equals("2")) {
                    kill();
                }
                made.put(key, text);
            }
        }
        return new Object[1];
    }

    private Object[] makeOne(Object... in) throws IOException {
        Map<?, ?> lookup = (Map<?, ?>) ((Supplier<?>) in[1]).get();
        if (isKilled && calls.size() == 2) {
            kill();
        }
        return new Object[] {lookup.get("a")};
    }

    /** Takes the edit back, and copies the state as it is at this moment. */
    private void kill() throws IOException {
        if (isEdited) {
            write("lookup/a", "old");
        }
        copy(project.resolve(".freshet"), project.resolve("killed"));
        throw new IllegalStateException("killed");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void killedRun(String graph, boolean edited) throws IOException {
        isKilled = true;
        isEdited = edited;
        assertThat(run(graph).succeeded()).isFalse();
        isKilled = false;
        isEdited = false;
        HistoriesTest.delete(project.resolve(".freshet"));
        Files.move(project.resolve("killed"), project.resolve(".freshet"));
    }

    private void assertMade() throws IOException {
        for (String key : List.of("1", "2")) {
            assertThat(project.resolve("made/" + key + ".txt")).hasContent("old");
        }
    }

    @Test
    void partitionsOfASink_madeOfAnEditThatWasTakenBack_areMadeAgain() throws IOException {
        killedRun(SINK, true);
        assertThat(project.resolve("made/1.txt")).hasContent("new");
        run(SINK).orThrow();
        assertThat(calls).containsExactly("call", "make 1", "make 2");
        assertMade();
    }

    @Test
    void partitionsOfEach_madeOfAnEditThatWasTakenBack_areMadeAgain() throws IOException {
        killedRun(EACH, true);
        assertThat(project.resolve("made/1.txt")).hasContent("new");
        run(EACH).orThrow();
        assertThat(calls).containsExactly("1", "2");
        assertMade();
    }

    @Test
    void withoutAnEdit_nothingIsMadeAgain() throws IOException {
        killedRun(SINK, false);
        run(SINK).orThrow();
        assertThat(calls).containsExactly("call", "make 2");
        Files.delete(project.resolve("made/2.txt"));
        killedRun(EACH, false);
        run(EACH).orThrow();
        assertThat(calls).containsExactly("2");
        assertMade();
    }

    /** Once a run has ended, the stamps of its inputs do not matter any more. */
    @Test
    void comparedInputs_thatAreCopiedLater_makeNothingAgain() throws IOException {
        run(SINK).orThrow();
        Files.delete(project.resolve("lookup/a.txt"));
        write("lookup/a", "old");
        Files.delete(project.resolve("made/2.txt"));
        run(SINK).orThrow();
        assertThat(calls).containsExactly("call", "make 2");
    }
}
