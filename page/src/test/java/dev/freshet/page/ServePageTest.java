package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunHandle;
import dev.freshet.runtime.run.Runner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a project that shares its state, while somebody else runs it. */
@InChromium
final class ServePageTest {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+");

    @TempDir
    Path directory;

    /** {@code serve} on a thread of this process. */
    private static final class Serve implements AutoCloseable {
        private final PrintStream before = System.out;
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;

        Serve(GatedFlow flow, Path conf) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            thread = new Thread(() -> code.complete(Freshet.main(flow, "serve", "--conf-source", conf.toString())));
            thread.start();
        }

        String address() {
            Threads.until(() ->
                    code.isDone() || printed.toString(StandardCharsets.UTF_8).contains("Ctrl-C"));
            Matcher address = ADDRESS.matcher(printed.toString(StandardCharsets.UTF_8));
            assertThat(address.find())
                    .as(printed.toString(StandardCharsets.UTF_8))
                    .isTrue();
            return address.group();
        }

        @Override
        public void close() {
            System.setOut(before);
            thread.interrupt();
            assertThat(Browser.await(code, "serve")).isZero();
        }
    }

    /** Checkouts store at the same places, so that runs claim their nodes. */
    private Path checkout(String name) throws IOException {
        Path base = Files.createDirectories(directory.resolve(name).resolve("conf/base"));
        StringBuilder catalog = new StringBuilder();
        for (String dataset : List.of("cleaned", "rated", "named", "text")) {
            catalog.append(dataset)
                    .append(": {type: text, path: ")
                    .append(directory.resolve("data").resolve(dataset + ".txt"))
                    .append("}\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(
                base.resolve("run.yml"),
                "state: " + directory.resolve("shared") + "\nshared_paths: [" + directory.resolve("data") + "]\n");
        return base.getParent();
    }

    @Test
    void work_ofAnotherCheckout_isShownWhileItGoesOn(Browser browser) throws IOException, InterruptedException {
        GatedFlow theirs = GatedFlow.shop();
        try (Serve serve = new Serve(GatedFlow.shop(), checkout("ana"));
                Tab tab = browser.tab(1280, 800)) {
            tab.open(serve.address());
            LivePageTest.until(tab, LivePageTest.has("#detail", "No run that shares the state."));
            assertThat(tab.textOf("#detail")).contains("No run is recorded.");
            RunHandle run = Run.of(theirs)
                    .conf(checkout("ben"))
                    .runner(Runner.threads(2))
                    .launch();
            try {
                LivePageTest.until(tab, LivePageTest.stateIs("clean", "other run"));
                LivePageTest.until(tab, LivePageTest.has("#detail [aria-label='Nodes at work']", "clean"));
                assertThat(tab.textOf("#run-line")).isEqualTo("at work");
                tab.click(Pages.box("clean"));
                LivePageTest.until(tab, LivePageTest.has("#live-node .reasons", "has been working on it since"));
                tab.press("Escape");
                theirs.openAll();
                LivePageTest.until(tab, LivePageTest.has("#detail", "No run that shares the state."));
                assertThat(run.await().succeeded()).isTrue();
            } finally {
                theirs.openAll();
            }
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
        Threads.until(() -> Threads.named("freshet-serve") == 0);
    }
}
