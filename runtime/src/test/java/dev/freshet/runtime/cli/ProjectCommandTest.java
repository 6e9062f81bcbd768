package dev.freshet.runtime.cli;

import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Executes commands about a project in a temporary directory, and keeps what the last one printed. */
abstract class ProjectCommandTest {
    @TempDir
    Path project;

    private CommandLine.Ended last = new CommandLine.Ended(0, "", "");

    /** Returns the pipeline of the project. */
    abstract CompiledPipeline pipeline();

    /** Executes a command; returns the exit code. */
    int main(String command, String... more) {
        last = new CommandLine(pipeline(), project).execute(command, more);
        return last.code();
    }

    final String out() {
        return last.out();
    }

    final String err() {
        return last.err();
    }

    /** Writes a file of the project. */
    final Path write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
