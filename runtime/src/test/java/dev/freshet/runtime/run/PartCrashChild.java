package dev.freshet.runtime.run;

import dev.freshet.PartitionSink;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A process whose nodes make many parts, and log the key of each when they begin it. */
final class PartCrashChild {
    static final int PARTS = 40;
    private static final String CATALOG = """
            in: {type: text, path: in.txt}
            made: {type: jsonl, path: "made/*.jsonl"}
            each: {type: text, path: "each/**.txt.gz"}
            """;

    private PartCrashChild() {}

    public static void main(String[] args) {
        System.out.println("ready");
        run(Path.of(args[0])).orThrow();
    }

    static void writeProject(Path project) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), CATALOG);
    }

    static RunReport run(Path project) {
        TestPipeline pipeline = new TestPipeline("make = P.make(in) -> #made\ncount = P.count(^made) -> ^each\n")
                .type(
                        "made",
                        GenericTypes.parameterized(
                                Map.class, String.class, GenericTypes.parameterized(List.class, String.class)))
                .type("each", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("make", (inputs, context) -> {
                    for (int i = 0; i < PARTS; i++) {
                        make(project, key(i), (String) inputs[0], inputs[1]);
                    }
                    return new Object[1];
                })
                .node("count", (inputs, context) -> {
                    List<?> lines = (List<?>) inputs[0];
                    log(project, "count " + lines.get(0));
                    return new Object[] {each(lines)};
                });
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start();
    }

    static String key(int part) {
        return "part-" + part;
    }

    @SuppressWarnings("unchecked")
    private static void make(Path project, String key, String in, Object sink) throws IOException {
        PartitionSink<Object> made = (PartitionSink<Object>) sink;
        if (!made.has(key)) {
            log(project, "make " + key);
            made.put(key, lines(key, in));
        }
    }

    /** What a part holds. */
    static List<String> lines(String key, String in) {
        return IntStream.range(0, 500)
                .mapToObj(i -> i == 0 ? key : key + in + i)
                .toList();
    }

    /** What is made of a part. */
    static String each(List<?> lines) {
        return lines.get(0) + " " + lines.hashCode();
    }

    private static synchronized void log(Path project, String line) throws IOException {
        Files.writeString(project.resolve("log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
