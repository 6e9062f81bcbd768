package dev.freshet.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveViewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private LiveView view(int width, Map<String, Duration> expected) {
        LiveView view = new LiveView(new PrintStream(out, true), width, clock::get);
        view.runStarted(new RunStart(
                "id",
                "P",
                "local",
                Instant.EPOCH,
                expected.size(),
                1,
                Map.of(),
                expected,
                Set.of(),
                Path.of(""),
                node -> new NodeDatasets(List.of(), List.of()),
                () -> {}));
        return view;
    }

    private static NodeStart start(String node) {
        return new NodeStart(node, "P." + node, Set.of(), List.of());
    }

    private static NodeReport done(String node) {
        return new NodeReport.Succeeded(
                node, new NodeReport.Timing(Duration.ZERO, Duration.ZERO, 1), List.of(), List.of());
    }

    @Test
    void line_showsBarRunningNodesAndEstimate() {
        Map<String, Duration> expected = new LinkedHashMap<>();
        for (String node : List.of("a", "b", "c", "d")) {
            expected.put(node, Duration.ofSeconds(10));
        }
        LiveView view = view(80, expected);
        assertThat(view.line()).isEqualTo("[--------------------] 0/4");
        view.nodeStarted(start("a"), 1);
        view.nodeStarted(start("b"), 1);
        view.nodeProgressed("b", 1, 4);
        clock.set(Duration.ofSeconds(5).toNanos());
        view.nodeFinished(done("a"));
        view.nodeStarted(start("c"), 1);
        assertThat(view.line()).isEqualTo("[#####---------------] 1/4  about 8 s left  b 25%, c");
        view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("(?s)|.*\r\u001b\\[K");
    }

    /** The node goes on. */
    @Test
    void partitionThatFails_isPrinted_andTheLineKeepsTheNode() {
        LiveView view = view(80, Map.of("a", Duration.ofSeconds(10)));
        view.nodeStarted(start("a"), 1);
        view.nodeProgressed("a", 1, 4);
        IOException cause = new IOException("no day");
        view.partitionFailed(new PartitionFailure("a", "2026-01", 1, cause, Optional.of(Duration.ofSeconds(1))));
        view.partitionFailed(new PartitionFailure("a", "2026-01", 2, cause, Optional.empty()));
        assertThat(view.line()).endsWith("a 25%");
        view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "a: partition \"2026-01\": attempt 1 failed, retrying in 1.000 s: java.io.IOException: no day\n")
                .contains("a: partition \"2026-01\" failed: java.io.IOException: no day\n");
    }

    @Test
    void line_neverIsWiderThanTheTerminal() {
        Map<String, Duration> expected = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            expected.put("a_node_with_a_long_name_" + i, Duration.ofHours(2));
        }
        LiveView view = view(60, expected);
        for (String node : expected.keySet()) {
            view.nodeStarted(start(node), 1);
            assertThat(view.line().length()).isLessThan(60);
        }
        assertThat(view.line()).isEqualTo("[--------------------] 0/50  a_node_with_a_long_name_0 +49");
        view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
    }

    @Test
    void line_fitsNarrowTerminalsAndWideCharacters() {
        Map<String, Duration> expected = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            expected.put("読込" + i, Duration.ofHours(30));
        }
        for (int width = 20; width < 100; width++) {
            LiveView view = view(width, expected);
            for (String node : expected.keySet()) {
                view.nodeStarted(start(node), 1);
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                assertThat(TextWidth.of(view.line()))
                        .as("%s of %s", view.line(), width)
                        .isLessThan(width);
            }
            view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
        }
        LiveView view = view(40, expected);
        view.nodeStarted(start("読込0"), 1);
        view.nodeStarted(start("読込1"), 1);
        assertThat(view.line()).isEqualTo("[--------] 0/9  読込0, 読込1");
        view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
    }

    @Test
    void estimate_countsTheWorkOfRunningNodes() {
        Map<String, Duration> expected = new LinkedHashMap<>();
        for (String node : List.of("a", "b", "c", "d")) {
            expected.put(node, Duration.ofSeconds(10));
        }
        LiveView view = view(80, expected);
        view.nodeStarted(start("a"), 1);
        view.nodeStarted(start("b"), 1);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(view.line()).isEqualTo("[--------------------] 0/4  about 18 s left  a, b");
        view.runFinished(new RunEnd("id", "P", Duration.ZERO, List.of(), true));
    }

    @Test
    void statusLine_isErasedBeforeTheProgramPrints_andWaitsForTheEndOfALine() {
        PrintStream before = System.out;
        PrintStream terminal = new PrintStream(out, true);
        System.setOut(terminal);
        try (StatusLine line = new StatusLine(terminal)) {
            line.guardSystemStreams();
            line.show("[#-]");
            System.out.print("half");
            line.show("[##]");
            System.out.println(" whole");
            line.show("[##]");
            line.print("above");
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[?7l[#-]\u001b[K\u001b[?7h\r\u001b[Khalf whole\n"
                        + "\r\u001b[?7l[##]\u001b[K\u001b[?7h\r\u001b[Kabove\n");
        assertThat(System.out).isSameAs(before);
    }

    @Test
    void time_isShort() {
        assertThat(Columns.time(Duration.ofMillis(1234))).isEqualTo("1.234 s");
        assertThat(Columns.time(Duration.ofSeconds(125))).isEqualTo("2m5s");
        assertThat(Columns.time(Duration.ofSeconds(3725))).isEqualTo("1h2m5s");
    }
}
