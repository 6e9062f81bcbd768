package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code serve} and {@code run --serve} refuse. The page is not on this class path. */
final class ServeCommandTest {
    @TempDir
    Path project;

    private Ended main(String... arguments) {
        return new CommandLine(
                        new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"a"}), project)
                .main(arguments);
    }

    private void refuses(String line, String... arguments) {
        assertThat(main(arguments)).isEqualTo(new Ended(2, "", line + "\n"));
    }

    @Test
    void page_thatIsMissing_isNamedByItsArtifact() {
        String line = "the page is an artifact of its own; add dev.freshet:freshet-page to the class path";
        refuses(line, "run", "--serve");
        refuses(line, "serve");
    }

    @Test
    void portOfARunWithoutPage_isRefused() {
        refuses("--port is the port of the page; add --serve", "run", "--port", "8080");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "65536"})
    void port_thatIsNone_isRefused(String port) {
        refuses("--port must be from 1 to 65535, not " + port, "serve", "--port=" + port);
        refuses("--port must be from 1 to 65535, not " + port, "run", "--serve", "--port=" + port);
    }
}
