package dev.freshet.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LogLinesTest {
    /** What a node throws can neither move the cursor nor forge the line of another node. */
    @Test
    void controlCharacters_areShown_inOneLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogLines lines = new LogLines(
                new PrintStream(out, true), Clock.fixed(Instant.parse("2026-01-31T08:30:00Z"), ZoneOffset.UTC));
        lines.print(LogLines.Level.ERROR, "a", "failed: \u001b[2J\nb: succeeded\r\u009b");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("2026-01-31T08:30:00Z ERROR ")
                .endsWith(" a: failed: \\u001b[2J\\nb: succeeded\\r\\u009b" + System.lineSeparator());
    }
}
