package dev.freshet.benchmarks;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What fingerprints cost a compilation of 1,000 nodes and 2,000 helper methods: the CPU time of the listener that
 * encodes the code, in percent of the rest of the compiler's thread, each time in a new process. Usage: {@code
 * CompileCost DIRECTORY RUNS [SOURCES]}; without sources some are made.
 */
public final class CompileCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CLASSES = 100;

    private CompileCost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        if (arguments[1].equals("once")) {
            once(directory, Path.of(arguments[2]));
            return;
        }
        Path sources = arguments.length > 2 ? Path.of(arguments[2]) : write(directory.resolve("sources"));
        List<Double> percents = new ArrayList<>();
        for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CompileCost.class.getName(),
                            directory.resolve("classes").toString(),
                            "once",
                            sources.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            percents.add(Double.parseDouble(new String(child.getInputStream().readAllBytes()).strip()));
            child.waitFor();
        }
        percents.sort(null);
        System.out.printf(
                Locale.ROOT,
                "Java %d: listener %.1f %% of the rest of the compiler's thread  [%.1f to %.1f]%n",
                Runtime.version().feature(),
                percents.get(percents.size() / 2),
                percents.get(0),
                percents.get(percents.size() - 1));
    }

    private static Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int number = 0; number < CLASSES; number++) {
            Files.writeString(directory.resolve("Flow" + number + ".java"), flow(number));
            Files.writeString(directory.resolve("Help" + number + ".java"), helpers(number));
        }
        return directory;
    }

    private static String flow(int number) {
        StringBuilder nodes = new StringBuilder("@dev.freshet.Pipeline public class Flow" + number + " {\n");
        for (int node = 0; node < 10; node++) {
            nodes.append("""
                        @dev.freshet.Node
                        static java.util.List<String> n%1$d_%2$d(java.util.List<String> in%2$d) {
                            java.util.List<String> kept = new java.util.ArrayList<>();
                            for (String each : in%2$d) {
                                if (Help%1$d.m%2$d(each.length(), 3) > %2$d && !each.isEmpty()) {
                                    kept.add(each.strip() + Help%3$d.m%4$d(each.hashCode(), kept.size()));
                                }
                            }
                            return kept.stream().filter(each -> Help%1$d.m%4$d(each.length(), 1) >= 0).toList();
                        }
                    """.formatted(number, node, (number + 1) % CLASSES, node + 10));
        }
        return nodes.append("}\n").toString();
    }

    private static String helpers(int number) {
        StringBuilder helpers = new StringBuilder("final class Help" + number + " {\n");
        for (int method = 0; method < 20; method++) {
            helpers.append("""
                        static int m%2$d(int a, int b) {
                            int sum = %2$d;
                            for (int i = 0; i < b; i++) {
                                sum = switch (i %% 4) {
                                    case 0 -> sum + a * i;
                                    case 1, 2 -> Math.floorMod(sum, a + 1) + i;
                                    default -> sum ^ (a << (i & 7));
                                };
                                if (sum < 0 || (a > b && sum %% 3 == 1)) {
                                    sum = Math.abs(sum - Integer.toString(a).length());
                                }
                            }
                            return b <= 0 ? sum : m%3$d(a - 1, b / 2) + sum;
                        }
                    """.formatted(number, method, (method + 1) % 20));
        }
        return helpers.append("}\n").toString();
    }

    private static void once(Path output, Path sources) throws IOException {
        Files.createDirectories(output);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java")
                            && !file.endsWith("module-info.java")
                            && !file.endsWith("package-info.java"))
                    .toList();
        }
        long[] listener = {0, 0};
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    diagnostic -> {},
                    List.of("-nowarn", "-g", "-d", output.toString(), "-cp", System.getProperty("java.class.path")),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.addTaskListener(new Clock(() -> listener[0] = THREADS.getCurrentThreadCpuTime()));
            List<Processor> processors = new ArrayList<>();
            for (Processor processor : ServiceLoader.load(Processor.class)) {
                if (processor.getClass().getName().startsWith("dev.freshet.")) {
                    processors.add(processor);
                }
            }
            processors.add(new Last(new Clock(() -> listener[1] += THREADS.getCurrentThreadCpuTime() - listener[0])));
            task.setProcessors(processors);
            long start = THREADS.getCurrentThreadCpuTime();
            if (!task.call()) {
                throw new IllegalStateException("the sources do not compile");
            }
            long rest = THREADS.getCurrentThreadCpuTime() - start - listener[1];
            System.out.println(100.0 * listener[1] / rest);
        }
    }

    /** Is told before Freshet's listener, or after it. */
    private record Clock(Runnable action) implements TaskListener {
        @Override
        public void finished(TaskEvent event) {
            action.run();
        }
    }

    /** Adds a listener behind those of the processors before it. */
    private static final class Last extends AbstractProcessor {
        private final TaskListener listener;

        Last(TaskListener listener) {
            this.listener = listener;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            JavacTask.instance(processingEnv).addTaskListener(listener);
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return false;
        }
    }
}
