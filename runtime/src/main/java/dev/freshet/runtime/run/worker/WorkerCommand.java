package dev.freshet.runtime.run.worker;

import dev.freshet.runtime.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What starts worker processes.
 *
 * @param options of the virtual machine
 */
public record WorkerCommand(List<String> options, List<Path> classPath) {
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
