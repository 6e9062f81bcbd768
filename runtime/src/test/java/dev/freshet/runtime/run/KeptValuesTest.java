package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in memory that the caller of a run wants to see. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KeptValuesTest {
    private static final DatasetRef<String> RAW = new DatasetRef<>("raw");
    private static final DatasetRef<String> TEXT = new DatasetRef<>("text");
    private static final DatasetRef<String> END = new DatasetRef<>("end");

    @TempDir
    Path project;

    /** The middle is only in memory, and read twice. */
    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("""
                            head = P.head(raw) -> first
                            middle = P.middle(first) -> text
                            tail = P.tail(text) -> end
                            side = P.side(text) -> other
                            """)
                    .node("head", (in, context) -> new Object[] {in[0] + "1"})
                    .node("middle", (in, context) -> new Object[] {in[0] + "2"})
                    .node("tail", (in, context) -> new Object[] {in[0] + "3"})
                    .node("side", (in, context) -> new Object[] {in[0] + "4"});
        }
    }

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                end: {type: text, path: end.txt}
                other: {type: text, path: other.txt}
                """);
    }

    private Run run(String runner) {
        return Run.of(ForkedPipeline.of(Nodes.class, List.of()))
                .conf(project.resolve("conf"))
                .input(RAW, "0")
                .runner(
                        switch (runner) {
                            case "processes" -> Runner.processes(1, ForkedPipeline.option());
                            case "threads" -> Runner.threads(2);
                            default -> Runner.sequential();
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "threads", "processes"})
    void value_thatIsKept_isInTheReport(String runner) {
        RunReport dropped = run(runner).start().orThrow();
        assertThatThrownBy(() -> dropped.get(TEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Run.keep");
        RunReport kept = run(runner).keep(RAW, TEXT, END).start().orThrow();
        assertThat(kept.get(TEXT)).isEqualTo("012");
        assertThat(kept.get(END)).isEqualTo("0123");
        assertThat(kept.get(RAW)).isEqualTo("0");
        assertThat(kept.warnings()).isEmpty();
    }

    /** Only what is needed for it runs, and says why. */
    @Test
    void nodes_thatAreUpToDate_runForWhatIsKept_andNothingElseDoes() {
        run("sequential").start().orThrow();
        RunReport kept = run("sequential").keep(TEXT).start().orThrow();
        assertThat(kept.nodes().stream().map(NodeReport::outcome))
                .containsExactly("succeeded", "succeeded", "up to date", "up to date");
        assertThat(((NodeReport.Succeeded) kept.nodes().get(1)).reasons()).containsExactly(new Reason.Kept("text"));
        assertThat(run("sequential").keep(END).start().upToDateNodes()).isEqualTo(4);
        assertThat(run("sequential").start().upToDateNodes()).isEqualTo(4);
    }

    @Test
    void onlyMissingOutputs_makesWhatIsKept() throws IOException {
        Files.writeString(project.resolve("conf/base/catalog.yml"), "{}\n");
        RunReport kept =
                run("sequential").onlyMissingOutputs().keep(TEXT).start().orThrow();
        assertThat(kept.get(TEXT)).isEqualTo("012");
        assertThat(kept.nodes().stream().map(NodeReport::outcome))
                .containsExactly("succeeded", "succeeded", "up to date", "up to date");
    }

    @Test
    void dataset_thatThereIsNot_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> run("sequential").keep(new DatasetRef<>("txt")).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no dataset \"txt\" to keep; did you mean \"text\"?");
        assertThatThrownBy(() ->
                        run("sequential").only(new NodeRef("head")).keep(TEXT).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot keep \"text\": no node of the selection reads or makes it");
    }
}
