package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Status words have colours on terminals, and nothing has any elsewhere. */
final class ColoursTest {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline(
                    "good = P.good(raw) -> text\nbad = P.bad(text) -> n\nlast = P.last(n) -> m\n")
            .type("n", Integer.class)
            .type("m", Integer.class)
            .node("good", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("bad", (in, context) -> {
                throw new IllegalStateException("\u001b[31mof the node");
            })
            .node("last", (in, context) -> new Object[] {1});

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"), "raw: {type: text, path: raw.txt}\nm: {type: json, path: m.json}\n");
        Files.writeString(project.resolve("raw.txt"), "4");
    }

    private String printed(boolean isTerminal, Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--conf-source", project.resolve("conf").toString()));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Freshet.main(
                pipeline,
                Console.of(stream, stream, new ByteArrayInputStream(new byte[0]), environment, isTerminal),
                arguments.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void statusWords_haveColoursOnATerminal() {
        assertThat(printed(true, Map.of(), "plan")).containsPattern("(?m)^good  " + paint(YELLOW, "run") + " ");
        assertThat(printed(true, Map.of("NO_COLOR", ""), "run"))
                .containsPattern("(?m)^good  " + paint(GREEN, "succeeded") + "  ")
                .containsPattern("(?m)^bad   " + paint(RED, "failed") + "     ")
                .containsPattern("(?m)^last  " + paint(YELLOW, "blocked") + "    ")
                .contains("\\u001b[31mof the node");
        String runs = printed(true, Map.of(), "runs");
        assertThat(runs).contains(RED + "failed" + RESET);
        String id = runs.lines().skip(1).findFirst().orElseThrow().split("  +")[1];
        assertThat(printed(true, Map.of(), "runs", id)).contains(GREEN + "succeeded" + RESET);
    }

    @Test
    void coloursAreOff_inPipesAndForNoColor() {
        for (String command : List.of("plan", "run", "runs", "status")) {
            assertThat(printed(false, Map.of(), command)).doesNotContain("\u001b");
        }
        for (String command : List.of("plan", "runs", "status")) {
            assertThat(printed(true, Map.of("NO_COLOR", "1"), command)).doesNotContain("\u001b");
        }
        assertThat(printed(true, Map.of("NO_COLOR", "1"), "run"))
                .doesNotContain(GREEN)
                .doesNotContain(RED)
                .doesNotContain(YELLOW);
    }

    private static String paint(String colour, String word) {
        return Pattern.quote(colour + word + RESET);
    }
}
