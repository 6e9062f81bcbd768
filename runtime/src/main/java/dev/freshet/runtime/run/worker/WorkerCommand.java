package dev.freshet.runtime.run.worker;

import dev.freshet.runtime.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What starts worker processes.
 *
 * @param options of the virtual machine
 * @param silence after how long without a word a worker that should answer is lost
 */
public record WorkerCommand(List<String> options, List<Path> classPath, Duration silence) {
    /** As long as Spark waits for an executor in its default configuration, and far longer than any pause of a heap. */
    public static final Duration SILENCE = Duration.ofMinutes(2);

    public WorkerCommand(List<String> options, List<Path> classPath) {
        this(options, classPath, SILENCE);
    }

    /**
     * The words of the command.
     *
     * @param directory for the process's temporary files; gets one with its arguments
     */
    public List<String> line(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-XX:+DisplayVMOutputToStderr");
        arguments.add("-Djava.io.tmpdir=" + directory);
        arguments.add("-cp");
        arguments.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        arguments.add(WorkerMain.class.getName());
        arguments.add(directory.toString());
        // In a file, since the class path may be longer than an argument may be.
        Path file = directory.resolve("arguments");
        Files.write(file, arguments.stream().map(WorkerCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
