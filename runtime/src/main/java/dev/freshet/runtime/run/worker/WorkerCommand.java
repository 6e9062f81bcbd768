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
 * The command that starts worker processes.
 *
 * @param options the options of the virtual machine
 * @param silence how long a worker that should answer may send nothing before it counts as lost
 */
public record WorkerCommand(List<String> options, List<Path> classPath, Duration silence) {
    /** The time for which Spark waits for an executor by default, and far longer than any garbage collection. */
    public static final Duration SILENCE = Duration.ofMinutes(2);

    public WorkerCommand(List<String> options, List<Path> classPath) {
        this(options, classPath, SILENCE);
    }

    /**
     * Returns the words of the command.
     *
     * @param directory the directory for the process's temporary files; gets a file with its arguments
     */
    public List<String> line(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(CrashReports.options(directory, options));
        arguments.add("-XX:+DisplayVMOutputToStderr");
        arguments.add("-Djava.io.tmpdir=" + directory);
        arguments.add("-cp");
        arguments.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        arguments.add(WorkerMain.class.getName());
        arguments.add(directory.toString());
        // In a file, since the class path may exceed the length limit of arguments.
        Path file = directory.resolve("arguments");
        Files.write(file, arguments.stream().map(WorkerCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
