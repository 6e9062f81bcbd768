package dev.freshet.spark.runner;

import dev.freshet.dataset.Scratch;
import dev.freshet.spark.runner.executor.RelayPlugin;
import dev.freshet.spark.runner.executor.TaskInput;
import dev.freshet.spark.runner.executor.TaskResult;
import dev.freshet.spark.runner.executor.WorkerTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the classes that executors load into a separate jar, wherever this program has them. */
final class AgentJar {
    private static final List<String> CLASSES = List.of(
            RelayPlugin.class.getName(),
            RelayPlugin.class.getName() + "$1",
            RelayPlugin.class.getName() + "$2",
            RelayPlugin.News.class.getName(),
            RelayPlugin.class.getName() + "$Question",
            RelayPlugin.Heard.class.getName(),
            TaskInput.class.getName(),
            TaskResult.class.getName(),
            TaskResult.Outcome.class.getName(),
            WorkerTask.class.getName(),
            RelayPlugin.class.getPackageName() + ".AwaitedNews",
            RelayPlugin.class.getPackageName() + ".ExecutorVersion",
            RelayPlugin.class.getPackageName() + ".WorkerPipe",
            RelayPlugin.class.getPackageName() + ".WorkerPipe$Piece");

    private AgentJar() {}

    /** Writes the jar, which exists as long as this process. */
    static Path write() throws IOException {
        Path directory = Scratch.createDirectory("freshet-agent-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Scratch.delete(directory)));
        Path jar = directory.resolve("freshet-agent.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : CLASSES) {
                String path = name.replace('.', '/') + ".class";
                try (InputStream in = AgentJar.class.getResourceAsStream("/" + path)) {
                    if (in == null) {
                        throw new IOException("there is no " + path);
                    }
                    out.putNextEntry(new JarEntry(path));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
