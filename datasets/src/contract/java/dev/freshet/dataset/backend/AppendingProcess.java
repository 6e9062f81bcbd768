package dev.freshet.dataset.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that appends to a state, compacts it now and then, and prints the number of each entry. */
final class AppendingProcess {
    private AppendingProcess() {}

    /** @param arguments the project, the state, the name of credentials, this writer's name, how many entries */
    public static void main(String[] arguments) throws IOException {
        StateAddress address = new StateAddress(Path.of(arguments[0]), arguments[1], arguments[2]);
        int count = Integer.parseInt(arguments[4]);
        try (StateBackend backend = address.open()) {
            Follower follower = new Follower(backend);
            for (int i = 0; i < count; i++) {
                System.out.println(follower.append(text(arguments[3], i)));
                if (i % 7 == 3) {
                    follower.compact();
                }
            }
        }
    }

    static String text(String writer, int i) {
        return "entry " + i + " of " + writer;
    }

    static Process start(StateAddress address, String writer, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        address.project().toString(),
                        address.state(),
                        address.credentials(),
                        writer,
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The numbers that a process has printed when it has ended well. */
    static List<Long> numbers(Process process) throws IOException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> numbers.add(Long.valueOf(line)));
        if (process.waitFor() != 0) {
            throw new AssertionError("the process failed");
        }
        return numbers;
    }
}
