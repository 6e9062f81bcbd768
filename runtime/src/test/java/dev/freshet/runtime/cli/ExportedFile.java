package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schedule as its file has it, read by other means than those that wrote it.
 *
 * @param tasks in an order that their dependencies allow, and that is as unlike that of the file as they do
 */
record ExportedFile(List<ExportedTask> tasks) {
    /**
     * A task.
     *
     * @param words what it executes; for Argo without the command if the image has it
     * @param upstream the names of tasks that must be done before
     * @param all what else the file says
     */
    record ExportedTask(String name, List<String> words, Set<String> upstream, JsonNode all) {
        /** The words behind the command that starts the program. */
        List<String> arguments() {
            return words.subList(words.indexOf("run"), words.size());
        }
    }

    private static ExportedFile inOrder(List<ExportedTask> tasks) {
        List<ExportedTask> open = new ArrayList<>(tasks);
        List<ExportedTask> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!open.isEmpty()) {
            List<ExportedTask> ready = open.stream()
                    .filter(task -> done.containsAll(task.upstream()))
                    .toList();
            assertThat(ready).as("tasks that wait for each other: %s", open).isNotEmpty();
            ExportedTask next = ready.get(ready.size() - 1);
            ordered.add(next);
            done.add(next.name());
            open.remove(next);
        }
        return new ExportedFile(ordered);
    }

    /** All documents of a file for Argo. */
    static List<JsonNode> yaml(String text) {
        List<JsonNode> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(text)
                .forEach(document -> documents.add(new JsonMapper().valueToTree(document)));
        return documents;
    }

    static ExportedFile argo(String text) {
        JsonNode workflow = yaml(text).get(0);
        JsonNode spec = workflow.at("/kind").asString().equals("CronWorkflow")
                ? workflow.at("/spec/workflowSpec")
                : workflow.get("spec");
        Map<String, JsonNode> templates = new LinkedHashMap<>();
        spec.get("templates").forEach(template -> {
            JsonNode twin = templates.put(template.get("name").asString(), template);
            assertThat(twin).isNull();
        });
        List<ExportedTask> tasks = new ArrayList<>();
        templates.get(spec.get("entrypoint").asString()).at("/dag/tasks").forEach(task -> {
            JsonNode template = templates.get(task.get("template").asString());
            List<String> words = new ArrayList<>(texts(template.at("/container/command")));
            words.addAll(texts(template.at("/container/args")));
            tasks.add(new ExportedTask(
                    task.get("name").asString(), words, Set.copyOf(texts(task.path("dependencies"))), template));
        });
        assertThat(tasks).hasSize(templates.size() - 1);
        return inOrder(tasks);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    /** Skips the test if there is no Python. */
    static void requirePython() {
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            python.getInputStream().readAllBytes();
            Assumptions.assumeTrue(python.waitFor() == 0, "python3 does not run");
        } catch (IOException e) {
            Assumptions.abort("there is no python3, which reads the files for Airflow");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Has Python execute a file for Airflow with a stub of Airflow.
     *
     * @param version 2 or 3
     */
    static JsonNode dag(Path directory, String text, int version) throws IOException, InterruptedException {
        Path stub = directory.resolve("airflow_stub.py");
        try (InputStream resource = ExportedFile.class.getResourceAsStream("airflow_stub.py")) {
            Files.write(stub, resource.readAllBytes());
        }
        Path file = Files.writeString(directory.resolve("dag.py"), text);
        ProcessBuilder builder =
                new ProcessBuilder("python3", "-I", stub.toString(), Integer.toString(version), file.toString());
        builder.redirectError(directory.resolve("python.err").toFile());
        Process python = builder.start();
        String json = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor())
                .as("%s\n%s", Files.readString(directory.resolve("python.err")), text)
                .isZero();
        return new JsonMapper().readTree(json);
    }

    static ExportedFile airflow(JsonNode dag) {
        List<ExportedTask> tasks = new ArrayList<>();
        dag.get("tasks")
                .forEach(task -> tasks.add(new ExportedTask(
                        task.get("name").asString(),
                        texts(task.get("words")),
                        Set.copyOf(texts(task.get("upstream"))),
                        task)));
        return inOrder(tasks);
    }

    /** Returns by task all that must be done before, directly or by way of others. */
    Map<String, Set<String>> before() {
        Map<String, Set<String>> before = new HashMap<>();
        for (ExportedTask task : tasks) {
            Set<String> all = new HashSet<>(task.upstream());
            task.upstream().forEach(each -> all.addAll(before.get(each)));
            before.put(task.name(), all);
        }
        return before;
    }
}
