package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.runtime.cli.Freshet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that serve a page, as processes: what they print, whom they answer, and how they end. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServeProcessTest {
    @TempDir
    Path project;

    /** The program: its first node waits until somebody writes a line to it. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            GatedFlow shop = GatedFlow.shop()
                    .node("clean", context -> context.logger().log(System.Logger.Level.INFO, "cleaning"));
            shop.open("rate", "name", "report");
            // A thread that reads cannot be interrupted; one that waits at a gate can.
            Thread reader = new Thread(() -> openAfterALine(shop), "reader");
            reader.setDaemon(true);
            reader.start();
            System.exit(Freshet.main(shop, arguments));
        }

        private static void openAfterALine(GatedFlow shop) {
            try {
                System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shop.open("clean");
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Reads lines until one has an address, and returns that. */
    private static URI address(BufferedReader out) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.append(line).append('\n');
            int at = line.indexOf("http://");
            if (at >= 0) {
                return URI.create(line.substring(at));
            }
        }
        throw new AssertionError("no address:\n" + lines);
    }

    private static HttpRequest request(URI page, String path) {
        return HttpRequest.newBuilder(page.resolve(path + "?" + page.getRawQuery()))
                .build();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static int code(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        return process.exitValue();
    }

    @Test
    void runThatIsServed_isToldToItsEnd_andEndsAsAnyOther() throws IOException, InterruptedException {
        Process run = start("run", "--serve");
        try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
            URI page = address(out);
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(request(page, "/"), BodyHandlers.ofString()).body())
                    .contains("\"report\"", "data-live=\"run\"");
            Stream<String> events = client.send(request(page, "/events"), BodyHandlers.ofLines())
                    .body();
            run.getOutputStream().write('\n');
            run.getOutputStream().flush();
            String told = events.collect(Collectors.joining("\n"));
            assertThat(told).contains("\"outcome\":\"succeeded\"", "event: end\ndata: true");
            String printed = out.lines().collect(Collectors.joining("\n"));
            assertThat(printed).contains("4 of 4 nodes succeeded");
            assertThat(code(run)).isZero();
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void runThatIsInterrupted_isToldAsCancelled() throws IOException, InterruptedException {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        Process run = start("run", "--serve", "--runner", "threads:2");
        try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
            URI page = address(out);
            Stream<String> events = HttpClient.newHttpClient()
                    .send(request(page, "/events"), BodyHandlers.ofLines())
                    .body();
            interrupt(run);
            assertThat(events.collect(Collectors.joining("\n"))).contains("\"outcome\":\"cancelled\"");
            assertThat(out.lines().collect(Collectors.joining("\n"))).contains("the run was cancelled");
            assertThat(code(run)).isEqualTo(130);
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void serve_showsTheProject_untilItIsInterrupted() throws IOException, InterruptedException {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        Process serve = start("serve");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            URI page = address(out);
            assertThat(out.readLine()).isEqualTo("Ctrl-C ends this");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(request(page, "/"), BodyHandlers.ofString()).body())
                    .contains("data-live=\"project\"");
            Stream<String> events = client.send(request(page, "/events"), BodyHandlers.ofLines())
                    .body();
            interrupt(serve);
            assertThat(events.collect(Collectors.joining("\n"))).contains("event: end\ndata: false");
            assertThat(out.lines()).isEmpty();
            assertThat(code(serve)).isZero();
        } finally {
            serve.destroyForcibly();
        }
    }

    @Test
    void port_thatIsInUse_isOneLineWithTheFix() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process run = start("run", "--serve", "--port", Integer.toString(taken.getLocalPort()));
            try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.lines())
                        .containsExactly("port " + taken.getLocalPort() + " cannot be used (Address already in use);"
                                + " give another --port, or none, for one that is free");
                assertThat(code(run)).isEqualTo(2);
            } finally {
                run.destroyForcibly();
            }
        }
    }
}
