package dev.freshet.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LineViewTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:30:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LineView view =
            new LineView(new LogLines(new PrintStream(out, true), Clock.fixed(NOW, ZoneOffset.UTC)));

    private static NodeReport upToDate(String node, String detail) {
        return new NodeReport.Skipped(node, NodeReport.Skipped.Cause.UP_TO_DATE, detail);
    }

    @Test
    void nodeThatIsUpToDate_hasALine_onlyIfItsWaitHadOne() {
        view.nodeWaits(new NodeWait("a", "ana on ci-7, process 4711", "r1", NOW));
        view.nodeFinished(upToDate("a", "became so while it waited for ana on ci-7, process 4711"));
        view.nodeFinished(upToDate("b", "nothing has changed"));
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .endsWith(" a: up to date: became so while it waited for ana on ci-7, process 4711");
    }
}
