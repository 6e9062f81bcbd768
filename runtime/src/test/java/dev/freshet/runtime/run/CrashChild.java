package dev.freshet.runtime.run;

import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** A process that edits its input and runs, over and over, until it is killed. */
final class CrashChild {
    private static final int NODES = 4;

    private CrashChild() {}

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        int edit = Integer.parseInt(arguments[1]);
        for (int run = 0; ; run++) {
            writeInput(project, Integer.toString(edit++));
            run(project).orThrow();
            if (run == 0) {
                System.out.println("ready");
            }
        }
    }

    static void writeProject(Path project) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder("raw:\n  type: text\n  path: raw.txt\n");
        for (int i = 0; i < NODES; i += 2) {
            catalog.append("left" + i + ":\n  type: text\n  path: out/left" + i + ".txt\n");
            catalog.append("right" + i + ":\n  type: text\n  path: out/right" + i + ".txt\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        writeInput(project, "0");
    }

    private static void writeInput(Path project, String text) throws IOException {
        Path temporary = project.resolve("raw.new");
        Files.writeString(temporary, text);
        Files.move(
                temporary,
                project.resolve("raw.txt"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String made(String side, String from) {
        return (side + " of " + from + "\n").repeat(200);
    }

    /** Each node makes two datasets of one that the node before it made; every other pair is in memory. */
    static RunReport run(Path project) {
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < NODES; i++) {
            graph.append("node" + i + " = P.node" + i + "(" + (i == 0 ? "raw" : "left" + (i - 1)) + ") -> left" + i
                    + ", right" + i + "\n");
        }
        TestPipeline pipeline = new TestPipeline(graph.toString());
        for (int i = 0; i < NODES; i++) {
            pipeline.node("node" + i, (in, context) -> {
                String from = ((String) in[0]).lines().findFirst().orElse("");
                return new Object[] {made("left", from), made("right", from)};
            });
        }
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start();
    }

    /** What a clean run leaves in each file. */
    static Map<String, String> clean(Path project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        String from = Files.readString(project.resolve("raw.txt"));
        for (int i = 0; i < NODES; i++) {
            if (i % 2 == 0) {
                files.put("out/left" + i + ".txt", made("left", from));
                files.put("out/right" + i + ".txt", made("right", from));
            }
            from = made("left", from).lines().findFirst().orElse("");
        }
        return files;
    }
}
