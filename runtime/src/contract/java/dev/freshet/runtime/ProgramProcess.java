package dev.freshet.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of a pipeline as somebody starts it in the directory of a project, and what it leaves there. */
public final class ProgramProcess {
    private final Class<?> program;
    private final Path project;

    public ProgramProcess(Class<?> program, Path project) {
        this.program = program;
        this.project = project;
    }

    /** What a command printed, errors included. */
    public record Said(int code, String text) {}

    /** Executes a command in a process of its own. */
    public Said execute(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** Returns the files of the project that contain a text, from the project's directory. */
    public List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(project.relativize(file).toString());
                }
            }
        }
        return found;
    }
}
