package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checkouts of one project beside each other, and the command line in each. */
record Checkouts(Path root) {
    /** What a command printed, and its exit code. */
    record Printed(int exit, String out, String err) {
        Printed succeeded() {
            assertThat(exit).as(out + err).isZero();
            return this;
        }

        JsonNode json() {
            return new JsonMapper().readTree(succeeded().out());
        }
    }

    /** The setting of a shared state. */
    String state() {
        return "state: " + root.resolve("state") + "\n";
    }

    Path checkout(String name, String settings, String catalog) throws IOException {
        Path project = root.resolve(name);
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("run.yml"), settings);
        Files.writeString(project.resolve("raw.txt"), "raw");
        return project;
    }

    static Printed in(Path project, CompiledPipeline pipeline, String... arguments) {
        return command(project, pipeline, false, "", arguments);
    }

    /** The command on a terminal at which somebody types an answer. */
    static Printed onTerminal(Path project, CompiledPipeline pipeline, String answer, String... arguments) {
        return command(project, pipeline, true, answer, arguments);
    }

    private static Printed command(
            Path project, CompiledPipeline pipeline, boolean isTerminal, String answer, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--conf-source", project.resolve("conf").toString()));
        int exit = Freshet.main(
                pipeline,
                Console.of(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                        Map.of(),
                        isTerminal),
                all.toArray(String[]::new));
        return new Printed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
