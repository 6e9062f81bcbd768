package dev.freshet.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.NodeContext;
import dev.freshet.config.ConfigException;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRulesTest {
    record Limit(@Min(1) @Max(9) int delay) {}

    /** One node makes flights, the next reads them. */
    private static final class Flow implements CompiledPipeline {
        private static final PipelineGraph GRAPH = PipelineGraph.parse(
                "make = P.make(params:first, params:second) -> flights\nread = P.read(flights) -> n\n");

        private int calls;

        @Override
        public String name() {
            return "Flow";
        }

        @Override
        public PipelineGraph graph() {
            return GRAPH;
        }

        @Override
        public NodeCodes codes() {
            return NodeCodes.parse(
                    "dev/freshet/validation/RunRulesTest.make()V\tversion 1\ndev/freshet/validation/RunRulesTest.read()V\tversion 1\n");
        }

        @Override
        public Type type(int dataset) {
            return switch (GRAPH.dataset(dataset)) {
                case "flights" -> Project.FLIGHTS;
                case "n" -> Integer.class;
                default -> Limit.class;
            };
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            calls++;
            return new Object[] {
                GRAPH.node(node).equals("make")
                        ? List.of(Flight.of(((Limit) inputs[0]).delay()), Flight.of(-100 * ((Limit) inputs[1]).delay()))
                        : (Object) ((List<?>) inputs[0]).size()
            };
        }
    }

    @TempDir
    Path directory;

    private final Flow flow = new Flow();
    private Project project;

    @BeforeEach
    void write() {
        project = new Project(directory).with("conf/base/catalog.yml", "flights: {type: csv, path: d.csv}");
    }

    private RunReport run() {
        return Run.of(flow).conf(directory.resolve("conf")).start();
    }

    @Test
    void parameters_areAllCheckedBeforeTheFirstNode() {
        project.with("conf/base/parameters.yml", "first:", "  delay: 0", "second:", "  delay: 10");
        assertThatThrownBy(this::run).isInstanceOf(ConfigException.class).hasMessage("""
                        conf/base/parameters.yml:2:10: parameter "first.delay": must be greater than or equal to 1 (it is 0)
                        conf/base/parameters.yml:4:10: parameter "second.delay": must be less than or equal to 9 (it is 10)""");
        assertThat(flow.calls).isZero();
    }

    @Test
    void badRow_isFoundAtTheNodeThatMadeIt() {
        project.with("conf/base/parameters.yml", "first: {delay: 1}", "second: {delay: 1}");
        RunReport report = run();
        assertThat(report.failure().orElseThrow().node()).isEqualTo("make");
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage(
                        "dataset \"flights\" (d.csv, record 2): \"delay\": must be greater than or equal to -60 (it is -100)");
        assertThat(report.nodes().get(1)).isEqualTo(new NodeReport.Blocked("read", "make"));
        assertThat(project.has("d.csv")).isFalse();
    }
}
