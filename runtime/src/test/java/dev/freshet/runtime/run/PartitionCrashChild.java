package dev.freshet.runtime.run;

import dev.freshet.PartitionSink;
import dev.freshet.Sink;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process whose nodes make many partitions, and log the key of each when they begin it. */
final class PartitionCrashChild {
    static final int PARTS = 40;
    private static final String CATALOG = """
            in: {type: text, path: in.txt}
            made: {type: jsonl, path: "made/*.jsonl"}
            each: {type: text, path: "each/**.txt.gz"}
            """;

    private PartitionCrashChild() {}

    /** Where the nodes of a project are called. */
    enum Manner {
        SEQUENTIAL(1),
        THREADS(3),
        PROCESSES(2);

        /** How many partitions can be open at a time. */
        final int open;

        Manner(int open) {
            this.open = open;
        }

        private Runner runner() {
            return this == PROCESSES ? Runner.processes(open, ForkedPipeline.option()) : Runner.threads(open);
        }
    }

    public static void main(String[] args) {
        System.out.println("ready");
        run(Path.of(args[0]), Manner.valueOf(args[1]), Boolean.parseBoolean(args[2]))
                .orThrow();
    }

    static void writeProject(Path project) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), CATALOG);
    }

    /** @param streams whether each partition is read and made record by record */
    static RunReport run(Path project, Manner manner, boolean streams) {
        return Run.of(ForkedPipeline.of(
                        Nodes.class, List.of(project.toString(), streams ? "*" : "", streams ? "+" : "")))
                .runner(manner.runner())
                .conf(project.resolve("conf"))
                .start();
    }

    /** The pipeline, also in worker processes. */
    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path project = Path.of(lines.get(0));
            return new TestPipeline("make = P.make(in) -> #made\ncount = P.count(^" + lines.get(1) + "made) -> ^"
                            + lines.get(2) + "each\n")
                    .type(
                            "made",
                            GenericTypes.parameterized(
                                    Map.class, String.class, GenericTypes.parameterized(List.class, String.class)))
                    .type(
                            "each",
                            GenericTypes.parameterized(
                                    Map.class, String.class, GenericTypes.parameterized(List.class, String.class)))
                    .node("make", (inputs, context) -> {
                        for (int i = 0; i < PARTS; i++) {
                            make(project, key(i), (String) inputs[0], inputs[1]);
                        }
                        return new Object[1];
                    })
                    .node("count", (inputs, context) -> {
                        List<?> partition = inputs[0] instanceof Stream<?> rows ? rows.toList() : (List<?>) inputs[0];
                        log(project, "count " + partition.get(0));
                        return new Object[] {each(partition, inputs)};
                    });
        }

        @SuppressWarnings("unchecked")
        private static @Nullable Object each(List<?> partition, Object... inputs) {
            if (inputs.length == 1) {
                return List.of(PartitionCrashChild.each(partition));
            }
            ((Sink<Object>) inputs[1]).accept(PartitionCrashChild.each(partition));
            return null;
        }
    }

    static String key(int partition) {
        return "partition-" + partition;
    }

    @SuppressWarnings("unchecked")
    private static void make(Path project, String key, String in, Object sink) throws IOException {
        PartitionSink<Object> made = (PartitionSink<Object>) sink;
        if (!made.has(key)) {
            log(project, "make " + key);
            made.put(key, lines(key, in));
        }
    }

    /** What a partition holds. */
    static List<String> lines(String key, String in) {
        return IntStream.range(0, 500)
                .mapToObj(i -> i == 0 ? key : key + in + i)
                .toList();
    }

    /** What is made of a partition. */
    static String each(List<?> lines) {
        return lines.get(0) + " " + lines.hashCode();
    }

    private static synchronized void log(Path project, String line) throws IOException {
        Files.writeString(project.resolve("log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
