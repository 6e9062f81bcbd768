package dev.freshet.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whole processes that find nothing changed: Freshet, ninja, make and snakemake on the same graph, in turn, and a Java
 * that says hello. Usage: {@code UnchangedBenchmark DIRECTORY RUNS DATASETS...}; prints medians and, in brackets, the
 * spread.
 */
public final class UnchangedBenchmark {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** A process to be timed. */
    private record Tool(Path directory, List<String> command) {
        double seconds() throws IOException, InterruptedException {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.txt").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: see " + directory.resolve("output.txt"));
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private UnchangedBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        int runs = Integer.parseInt(arguments[1]);
        for (int i = 2; i < arguments.length; i++) {
            int datasets = Integer.parseInt(arguments[i]);
            print(datasets, measure(tools(directory.resolve(arguments[i]), datasets), runs));
        }
    }

    private static String classPath(String... without) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Arrays.stream(without).noneMatch(path::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Map<String, Tool> tools(Path directory, int datasets) throws IOException, InterruptedException {
        LayeredProject project = new LayeredProject(directory, datasets);
        Map<String, Tool> tools = new LinkedHashMap<>();
        tools.put("java Hello", hello(directory));
        String runtime = classPath("jmh", "jopt", "math3", "benchmarks", "processor", "javapoet");
        project.writeFreshet(runtime, classPath("jmh", "jopt", "math3", "benchmarks"));
        List<String> freshet =
                List.of(JAVA.toString(), "-cp", project.classes() + File.pathSeparator + runtime, "layered.Main");
        tools.put("freshet", new Tool(project.freshet(), freshet));
        project.writeNinja();
        tools.put("ninja", new Tool(project.ninja(), List.of("ninja")));
        project.writeMake();
        tools.put("make", new Tool(project.make(), List.of("make", "-s")));
        if (datasets <= 1000) {
            project.writeSnakemake();
            tools.put("snakemake", new Tool(project.snakemake(), List.of("snakemake", "--cores", "1")));
        }
        for (Tool tool : tools.values()) {
            for (int i = 0; i < 3; i++) {
                tool.seconds();
            }
        }
        return tools;
    }

    private static Tool hello(Path directory) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("hello"));
        Files.writeString(
                home.resolve("Hello.java"),
                "class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
        new Tool(home, List.of(JAVA.resolveSibling("javac").toString(), "Hello.java")).seconds();
        return new Tool(home, List.of(JAVA.toString(), "-cp", home.toString(), "Hello"));
    }

    private static Map<String, double[]> measure(Map<String, Tool> tools, int runs)
            throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            for (Map.Entry<String, Tool> tool : tools.entrySet()) {
                seconds.computeIfAbsent(tool.getKey(), name -> new ArrayList<>())
                        .add(tool.getValue().seconds());
            }
        }
        Map<String, double[]> sorted = new LinkedHashMap<>();
        seconds.forEach((name, all) ->
                sorted.put(name, all.stream().mapToDouble(each -> each).sorted().toArray()));
        return sorted;
    }

    private static void print(int datasets, Map<String, double[]> seconds) {
        seconds.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%6d %-10s %7.3f s  [%.3f to %.3f]%n",
                datasets,
                name,
                all[all.length / 2],
                all[0],
                all[all.length - 1]));
    }
}
