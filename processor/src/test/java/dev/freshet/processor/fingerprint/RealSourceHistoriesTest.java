package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits real sources one after the other, compiles and runs them: each run must leave what a clean run leaves, and run exactly
 * the nodes whose code changed by the table of mutations, or whose inputs have other content than when they last ran.
 */
final class RealSourceHistoriesTest {
    private static final int EDITS = 24 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final Map<String, List<String>> INPUTS = Map.of(
            "parse", List.of("lines"),
            "price", List.of("parse"),
            "rank", List.of("parse"),
            "label", List.of("price"),
            "report", List.of("label", "rank"),
            "lonely", List.of("seed"),
            "audit", List.of("seed"));

    @TempDir
    Path directory;

    /** As many results of a node are known. */
    private static final int RESULTS = 8;

    /** By node, what it made of what, the latest first. */
    private final Map<String, List<Result>> results = new HashMap<>();

    /** @param code the edit that changed the node's code; empty for none */
    private record Result(String code, List<String> inputs, String output) {}

    @Test
    void edits_runTheirNodesOnly_andLeaveWhatACleanRunLeaves() throws IOException {
        System.out.println("seed " + SEED);
        List<MutationTest.Mutation> edits = new ArrayList<>(MutationTest.mutations());
        edits.removeIf(
                edit -> edit.name().equals("also depends on") || edit.name().equals("instance node"));
        Collections.shuffle(edits, new Random(SEED));
        Path project = directory.resolve("project");
        writeProject(project);
        for (MutationTest.Mutation edit : edits.subList(0, Math.min(EDITS, edits.size()))) {
            Path classes = directory.resolve("classes");
            compile(edit, classes);
            Path clean = directory.resolve("clean");
            writeProject(clean);
            boolean succeeds = run(clean, classes).succeeded();
            if (!succeeds) {
                results.clear();
                delete(project);
                writeProject(project);
            } else {
                assertRun(edit, project, classes);
                assertThat(outputs(project)).as(edit.name()).isEqualTo(outputs(clean));
            }
            delete(clean);
            delete(classes);
        }
    }

    private void assertRun(MutationTest.Mutation edit, Path project, Path classes) throws IOException {
        Map<String, String> before = new HashMap<>();
        for (String node : INPUTS.keySet()) {
            before.put(node, content(project, node));
        }
        RunReport report = run(project, classes);
        Set<String> expected = new TreeSet<>();
        for (String node : INPUTS.keySet()) {
            List<String> inputs = new ArrayList<>();
            for (String input : INPUTS.get(node)) {
                inputs.add(content(project, input));
            }
            String code = edit.nodes().contains(node) ? edit.name() : "";
            List<Result> known = results.computeIfAbsent(node, unknown -> new ArrayList<>());
            if (!known.contains(new Result(code, inputs, before.get(node)))) {
                expected.add(node);
                Result made = new Result(code, inputs, content(project, node));
                known.remove(made);
                known.add(0, made);
                known.subList(Math.min(known.size(), RESULTS), known.size()).clear();
            }
        }
        Set<String> ran = report.nodes().stream()
                .filter(NodeReport.Succeeded.class::isInstance)
                .map(NodeReport::node)
                .collect(Collectors.toSet());
        assertThat(ran).as(edit.name()).isEqualTo(expected);
    }

    private static String content(Path project, String dataset) throws IOException {
        Path file = project.resolve(dataset + ".json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void compile(MutationTest.Mutation edit, Path classes) throws IOException {
        Path sources = directory.resolve("sources");
        MutationTest.copySources(sources);
        Path file = sources.resolve("src").resolve(edit.path());
        Files.writeString(file, Files.readString(file).replace(edit.before(), edit.after()));
        SourceCompiler.compile(MutationTest.files(sources.resolve("src")), classes, List.of());
        delete(sources);
    }

    private static void writeProject(Path project) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder();
        for (String dataset :
                List.of("lines", "parse", "price", "rank", "label", "report", "seed", "lonely", "audit")) {
            catalog.append(dataset)
                    .append(":\n  type: json\n  path: ")
                    .append(dataset)
                    .append(".json\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(
                project.resolve("lines.json"),
                "[\"pear,3,EUR\", \" apple,12,USD\", \"plum,1,YEN\", \"fig,3,EUR\", \"\"]");
        Files.writeString(project.resolve("seed.json"), "18");
    }

    private static RunReport run(Path project, Path classes) throws IOException {
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, RealSourceHistoriesTest.class.getClassLoader())) {
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("shop.FlowPipeline").getMethod("create").invoke(null);
            return Run.of(pipeline).conf(project.resolve("conf")).start();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> outputs(Path project) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        for (Path file : MutationTest.files(project)) {
            if (file.toString().endsWith(".json") && !file.toString().contains(".freshet")) {
                outputs.put(project.relativize(file).toString(), Files.readString(file));
            }
        }
        return outputs;
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
