package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a log has of a run, with a logging library that people use. */
final class LoggingTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("no luck");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** Two nodes that log; the second fails. */
    private static final class Talking implements CompiledPipeline {
        private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger("mine");
        private static final PipelineGraph GRAPH =
                PipelineGraph.parse("first = P.first() -> a\nsecond = P.second(a) -> b\n");

        @Override
        public String name() {
            return "Talking";
        }

        @Override
        public PipelineGraph graph() {
            return GRAPH;
        }

        @Override
        public Type type(int dataset) {
            return String.class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            LOGGER.warn("hello");
            if (node == 1) {
                throw FAILURE;
            }
            return new Object[] {"a"};
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    private List<ILoggingEvent> events(String logger) {
        return log.list.stream()
                .filter(event -> event.getLoggerName().equals(logger))
                .toList();
    }

    @Test
    void linesOfNodes_knowTheirRunPipelineAndNode() {
        MDC.put("mine", "kept");
        RunReport report = Run.of(new Talking()).runner(Runner.sequential()).start();
        assertThat(events("mine"))
                .extracting(ILoggingEvent::getMDCPropertyMap)
                .containsExactly(
                        Map.of(
                                "mine",
                                "kept",
                                "freshet.run",
                                report.runId(),
                                "freshet.pipeline",
                                "Talking",
                                "freshet.node",
                                "first"),
                        Map.of(
                                "mine",
                                "kept",
                                "freshet.run",
                                report.runId(),
                                "freshet.pipeline",
                                "Talking",
                                "freshet.node",
                                "second"));
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("mine", "kept"));
        MDC.clear();
    }

    @Test
    void failure_isAnErrorWithTheStackTrace_andTheSummaryIsOneToo() {
        Run.of(new Talking()).start();
        List<ILoggingEvent> errors = events("freshet.run").stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .toList();
        assertThat(errors).hasSize(2);
        assertThat(errors.get(0).getFormattedMessage()).isEqualTo("second failed");
        assertThat(((ThrowableProxy) errors.get(0).getThrowableProxy()).getThrowable())
                .isSameAs(FAILURE);
        assertThat(errors.get(1).getFormattedMessage())
                .matches("run \\S+ of Talking did not succeed after \\d+ ms: 1 failed, 1 succeeded");
        assertThat(events("freshet.run").get(0).getFormattedMessage()).endsWith(" of Talking (local) started, 2 nodes");
    }
}
