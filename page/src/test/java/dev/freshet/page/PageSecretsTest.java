package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten secrets are planted in credentials, a URL, the environment, parameters and the command line. A node logs all of
 * them, another one throws them, and a previewed dataset holds them. None is in a page, its events or an exported file.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PageSecretsTest {
    private static final List<String> SECRETS = List.of(
            "planted-password-1",
            "planted/key+2==",
            "jdbc:postgresql://ana:planted-url-3@db.example.com/shop?ssl=true",
            "planted</script>4",
            "planted-env-5",
            "planted \"quoted\" 6",
            "planted-named-7",
            "planted-named-8",
            "planted-given-9",
            "471147");
    private static final String GIVEN = "--params=given=planted-given-9";

    @TempDir
    Path project;

    /** The program: runs with a page, or exports files and then serves a page. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            String all = String.join(" ", SECRETS);
            GatedFlow flow = new GatedFlow("""
                    load = P.load(notes, params:env, params:url, params:named, params:given, params:pin) -> loaded
                    send = P.send(loaded) -> sent
                    last = P.last(sent) -> told
                    """)
                    .node("load", context -> {
                        context.logger().log(System.Logger.Level.WARNING, "logging in with " + all);
                        System.in.read();
                    })
                    .node("send", context -> {
                        throw new IOException("refused: " + all, new IllegalStateException(all));
                    });
            flow.openAll();
            int code = 0;
            for (String command : arguments) {
                code = Freshet.main(flow, command.split(" "));
            }
            System.exit(code);
        }
    }

    private void configure() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("credentials.yml"), """
                db: {user: ana, password: planted-password-1, url: '%s'}
                s3: {key: planted/key+2==, secret: planted</script>4}
                """.formatted(SECRETS.get(2)));
        Files.writeString(base.resolve("parameters.yml"), """
                env: '${env:PLANTED_A}'
                url: 'https://example.com/?token=${env:PLANTED_B}'
                named: planted-named-7
                given: planted-named-8
                pin: '471147'
                """);
        Files.writeString(base.resolve("run.yml"), "secret: [named, given, pin]\n");
        Files.writeString(base.resolve("catalog.yml"), """
                notes: {type: text, path: conf/notes.txt}
                loaded: {type: text, path: data/loaded.txt}
                """);
        Files.writeString(project.resolve("conf/notes.txt"), String.join("\n", SECRETS));
    }

    private Process start(String... commands) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        java.addAll(List.of(commands));
        ProcessBuilder builder =
                new ProcessBuilder(java).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PLANTED_A", SECRETS.get(4), "PLANTED_B", SECRETS.get(5)));
        return builder.start();
    }

    /** Reads what is printed, up to the address. */
    private static URI address(BufferedReader out, StringBuilder printed) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.append(line).append('\n');
            if (line.contains("http://")) {
                return URI.create(line.substring(line.indexOf("http://")));
            }
        }
        throw new AssertionError("no address:\n" + printed);
    }

    private static HttpRequest request(URI page, String path) {
        return request(page, path, "");
    }

    private static HttpRequest request(URI page, String path, String more) {
        return HttpRequest.newBuilder(page.resolve(path + "?" + page.getRawQuery() + more))
                .build();
    }

    /** As they are, and as JSON or HTML would write them. */
    private static void assertNone(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text)
                    .as("%s, %s", where, secret)
                    .doesNotContain(
                            secret,
                            secret.replace("\"", "\\\""),
                            secret.replace("<", "\\u003c"),
                            secret.replace("<", "\\u003C"),
                            secret.replace("<", "&lt;"),
                            secret.replace("\"", "&quot;"));
        }
    }

    @Test
    void secrets_areInNoPage_noEvent_andNoExportedFile() throws IOException, InterruptedException {
        configure();
        HttpClient client = HttpClient.newHttpClient();
        StringBuilder printed = new StringBuilder();
        Process run = start("run --serve " + GIVEN);
        try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
            URI page = address(out, printed);
            assertNone(
                    "the page of a run",
                    client.send(request(page, "/"), BodyHandlers.ofString()).body());
            Iterator<String> events = client.send(request(page, "/events"), BodyHandlers.ofLines())
                    .body()
                    .iterator();
            StringBuilder told = new StringBuilder();
            while (!told.toString().contains("\"lines\":1")) {
                told.append(events.next()).append('\n');
            }
            String log = client.send(request(page, "/node", "&name=load"), BodyHandlers.ofString())
                    .body();
            assertThat(log).contains("logging in with ***");
            assertNone("the log of a node", log);
            assertNone(
                    "the times of a run",
                    client.send(request(page, "/times"), BodyHandlers.ofString())
                            .body());
            run.getOutputStream().write('\n');
            run.getOutputStream().flush();
            events.forEachRemaining(line -> told.append(line).append('\n'));
            assertThat(told).contains("refused: ***", "\"outcome\":\"failed\"");
            assertNone("the events of a run", told.toString());
            printed.append(out.lines().collect(Collectors.joining("\n")));
            assertThat(run.waitFor()).as(printed.toString()).isEqualTo(1);
        } finally {
            run.destroyForcibly();
        }
        Process serve = start(
                "graph --output graph.html --preview notes " + GIVEN,
                "graph --output graph.json --preview notes " + GIVEN,
                "graph --output graph.dot " + GIVEN,
                "serve " + GIVEN);
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            URI page = address(out, printed);
            assertNone(
                    "the page of a project",
                    client.send(request(page, "/"), BodyHandlers.ofString()).body());
            try (Stream<String> events = client.send(request(page, "/events"), BodyHandlers.ofLines())
                    .body()) {
                String told =
                        events.takeWhile(line -> !line.contains("\"runs\"")).collect(Collectors.joining("\n"));
                assertNone("the events of a project", told);
            }
        } finally {
            serve.destroyForcibly();
        }
        assertNone("the terminal", printed.toString());
        for (String file : List.of("graph.html", "graph.json", "graph.dot")) {
            assertNone(file, Files.readString(project.resolve(file)));
        }
        assertThat(Files.readString(project.resolve("graph.json"))).contains("***", "\"last\"");
    }
}
