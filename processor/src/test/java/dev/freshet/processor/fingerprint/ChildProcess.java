package dev.freshet.processor.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs programs in processes of their own. */
final class ChildProcess {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What a process printed, both streams, and its exit code. */
    record Result(int code, String text) {}

    private ChildProcess() {}

    static Result run(Path directory, String... command) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(child.waitFor(), text);
    }

    static Result java(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(Stream.of(arguments).toList());
        return run(directory, command.toArray(String[]::new));
    }
}
