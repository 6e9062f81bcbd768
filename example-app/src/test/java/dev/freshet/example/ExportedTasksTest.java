package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tasks of the example, as its workflow for Argo has them, make what one run makes. */
@SuppressWarnings("unchecked") // YAML has no types.
class ExportedTasksTest {
    @TempDir
    Path directory;

    private Path project(String name) throws IOException {
        Path project = directory.resolve(name);
        for (String file :
                List.of("conf/base/catalog.yml", "conf/base/parameters.yml", "data/flights.csv", "data/airports.csv")) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.copy(Path.of(file), project.resolve(file));
        }
        return project;
    }

    private static void freshet(String... words) {
        assertThat(Freshet.main(FlightDelaysPipeline.create(), words)).isZero();
    }

    private static List<Map<String, Object>> list(Object of, String... keys) {
        Object found = of;
        for (String key : keys) {
            found = ((Map<String, Object>) found).get(key);
        }
        return (List<Map<String, Object>>) found;
    }

    /** The arguments of the tasks, in an order that their dependencies allow. */
    private static List<List<String>> arguments(String yaml) {
        List<Map<String, Object>> templates =
                list(new Load(LoadSettings.builder().build()).loadFromString(yaml), "spec", "templates");
        List<Map<String, Object>> open = new ArrayList<>(list(templates.get(0), "dag", "tasks"));
        Set<Object> done = new HashSet<>();
        List<List<String>> arguments = new ArrayList<>();
        while (!open.isEmpty()) {
            Map<String, Object> next = open.stream()
                    .filter(task -> done.containsAll((List<?>) task.getOrDefault("dependencies", List.of())))
                    .reduce((first, last) -> last)
                    .orElseThrow();
            open.remove(next);
            done.add(next.get("name"));
            templates.stream()
                    .filter(template -> template.get("name").equals(next.get("template")))
                    .forEach(template ->
                            arguments.add(List.copyOf((List<String>) (List<?>) list(template, "container", "args"))));
        }
        return arguments;
    }

    /** The files of a project's output; of versions without their times. */
    private static Map<String, String> output(Path project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path output = project.resolve("data/output");
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        output.relativize(file).toString().replaceAll("/[0-9T.-]+Z/", "/version/"),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void tasks_oneByOne_makeWhatOneRunMakes() throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path one = project("one");
        freshet("run", "--conf-source=" + one.resolve("conf"));
        Path steps = project("steps");
        Path file = steps.resolve("argo.yml");
        freshet("export", "argo", "--image=flights:1", "--conf-source=" + steps.resolve("conf"), "--output=" + file);
        List<List<String>> tasks = arguments(Files.readString(file));
        assertThat(tasks).hasSizeGreaterThan(3);
        tasks.forEach(words -> freshet(words.toArray(String[]::new)));
        assertThat(output(steps)).hasSize(8).isEqualTo(output(one));
        assertThat(Run.of(FlightDelaysPipeline.create())
                        .conf(steps.resolve("conf"))
                        .start()
                        .upToDateNodes())
                .isEqualTo(13);
    }
}
