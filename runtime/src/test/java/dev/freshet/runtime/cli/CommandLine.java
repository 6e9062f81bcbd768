package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Executes commands about a project in this process, and keeps what they print. */
final class CommandLine {
    private final CompiledPipeline pipeline;
    private final Path conf;

    CommandLine(CompiledPipeline pipeline, Path project) {
        this.pipeline = pipeline;
        this.conf = project.resolve("conf");
    }

    /** What a command printed. */
    record Ended(int code, String out, String err) {}

    /** Executes the words of a command, with the project as its configuration. */
    Ended execute(String words, String... more) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--conf-source", conf.toString()));
        return main(arguments.toArray(String[]::new));
    }

    /** Executes a command as it is. */
    Ended main(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Freshet.main(
                pipeline,
                Console.of(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
