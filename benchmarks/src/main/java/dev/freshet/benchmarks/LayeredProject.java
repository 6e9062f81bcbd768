package dev.freshet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The same graph for Freshet, ninja, make and snakemake: layers of a hundred stored datasets, each made of two of the
 * layer before, the first layer of one source file.
 */
final class LayeredProject {
    private static final int WIDTH = 100;

    private final Path directory;
    private final int datasets;

    LayeredProject(Path directory, int datasets) {
        this.directory = directory;
        this.datasets = datasets;
    }

    Path freshet() {
        return directory.resolve("freshet");
    }

    Path ninja() {
        return directory.resolve("ninja");
    }

    Path make() {
        return directory.resolve("make");
    }

    Path snakemake() {
        return directory.resolve("snakemake");
    }

    Path classes() {
        return freshet().resolve("classes");
    }

    /** The names of the two datasets that one is made of. */
    private static List<String> sources(int dataset) {
        int layer = dataset / WIDTH;
        if (layer == 0) {
            return List.of("start", "start");
        }
        int before = (layer - 1) * WIDTH;
        return List.of("d" + (before + dataset % WIDTH), "d" + (before + (dataset * 7 + 3) % WIDTH));
    }

    /** Writes and compiles the pipeline. */
    void writeFreshet(String classPath, String processorPath) throws IOException {
        Path sources = Files.createDirectories(freshet().resolve("src/layered"));
        StringBuilder text = new StringBuilder("package layered;\n\n@dev.freshet.Pipeline\npublic class Layered {\n");
        for (int dataset = 0; dataset < datasets; dataset++) {
            text.append(node(dataset));
        }
        text.append("""
                    private static String join(String a, String b, int number) {
                        return a.substring(a.length() / 2) + b.length() + number;
                    }
                }
                """);
        Files.writeString(sources.resolve("Layered.java"), text);
        Files.writeString(sources.resolve("Main.java"), """
                package layered;

                public class Main {
                    public static void main(String[] args) {
                        System.exit(dev.freshet.runtime.cli.Freshet.main(LayeredPipeline.create(), args));
                    }
                }
                """);
        writeCatalog();
        compile(sources, classPath, processorPath);
    }

    private static String node(int dataset) {
        return """
                    @dev.freshet.Node(inputs = {"%s"}, outputs = "d%d")
                    static String n%2$d(String a, String b) {
                        return join(a, b, %2$d);
                    }
                """.formatted(String.join("\", \"", sources(dataset)), dataset);
    }

    private void writeCatalog() throws IOException {
        StringBuilder catalog = new StringBuilder("start: {type: text, path: data/start.txt}\n");
        for (int dataset = 0; dataset < datasets; dataset++) {
            catalog.append("d%1$d: {type: text, path: data/d%1$d.txt}%n".formatted(dataset));
        }
        Files.createDirectories(freshet().resolve("conf/base"));
        Files.writeString(freshet().resolve("conf/base/catalog.yml"), catalog);
        Files.createDirectories(freshet().resolve("data"));
        Files.writeString(freshet().resolve("data/start.txt"), "start");
    }

    private void compile(Path sources, String classPath, String processorPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                Files.createDirectories(classes()).toString(),
                "-cp",
                classPath,
                "-processorpath",
                processorPath));
        try (var files = Files.list(sources)) {
            files.map(Path::toString).forEach(arguments::add);
        }
        if (compiler.run(null, System.out, System.err, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the pipeline does not compile");
        }
    }

    void writeNinja() throws IOException {
        StringBuilder text = new StringBuilder("rule join\n  command = cksum $in > $out\n");
        outputs()
                .forEach((output, inputs) -> text.append("build ")
                        .append(output)
                        .append(": join ")
                        .append(String.join(" ", inputs))
                        .append('\n'));
        write(ninja(), "build.ninja", text.toString());
    }

    void writeMake() throws IOException {
        StringBuilder text = new StringBuilder("all: ")
                .append(String.join(" ", outputs().keySet()))
                .append('\n');
        outputs()
                .forEach((output, inputs) -> text.append(output)
                        .append(": ")
                        .append(String.join(" ", inputs))
                        .append("\n\tcksum $^ > $@\n"));
        write(make(), "Makefile", text.toString());
    }

    /** Its outputs are written here: making thousands of files with snakemake itself would take hours. */
    void writeSnakemake() throws IOException {
        StringBuilder text = new StringBuilder("rule all:\n    input: ");
        outputs().keySet().forEach(output -> text.append('"').append(output).append("\", "));
        text.append('\n');
        write(snakemake(), "start.txt", "start");
        for (Map.Entry<String, List<String>> each : outputs().entrySet()) {
            text.append("rule:\n    input: \"")
                    .append(String.join("\", \"", each.getValue()))
                    .append("\"\n    output: \"")
                    .append(each.getKey())
                    .append("\"\n    shell: \"cksum {input} > {output}\"\n");
            Files.writeString(snakemake().resolve(each.getKey()), "x");
        }
        write(snakemake(), "Snakefile", text.toString());
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("start.txt"), "start");
        Files.writeString(directory.resolve(name), text);
    }

    /** File names of inputs by the file name of their output, in order. */
    private Map<String, List<String>> outputs() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int dataset = 0; dataset < datasets; dataset++) {
            all.put(
                    "d" + dataset + ".txt",
                    sources(dataset).stream()
                            .distinct()
                            .map(name -> name + ".txt")
                            .toList());
        }
        return all;
    }
}
