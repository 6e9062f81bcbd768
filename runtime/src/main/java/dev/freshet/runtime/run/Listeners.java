package dev.freshet.runtime.run;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of a run. What one throws is kept for the report, and the run goes on. */
final class Listeners {
    private static final Logger LOGGER = LoggerFactory.getLogger(Listeners.class);

    private final RunListener[] listeners;
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();

    Listeners(List<RunListener> listeners) {
        this.listeners = listeners.toArray(RunListener[]::new);
    }

    /** Whether nobody listens. */
    boolean isEmpty() {
        return listeners.length == 0;
    }

    /** What listeners threw, a line each. */
    List<String> failures() {
        return new ArrayList<>(failures);
    }

    private void tell(Consumer<RunListener> event) {
        for (RunListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failed(listener, e);
            }
        }
    }

    private void failed(RunListener listener, Throwable e) {
        String who = listener.getClass().getName();
        LOGGER.warn("listener {} failed", who, e);
        StackTraceElement[] trace = e.getStackTrace();
        failures.add("listener " + who + " failed: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    void runStarted(RunStart run) {
        tell(listener -> listener.runStarted(run));
    }

    NodeDecision decide(NodeStart node) {
        for (RunListener listener : listeners) {
            try {
                NodeDecision decision = listener.decide(node);
                if (!(decision instanceof NodeDecision.Run)) {
                    return decision;
                }
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failed(listener, e);
            }
        }
        return NodeDecision.run();
    }

    void nodeStarted(NodeStart node, int tried) {
        tell(listener -> listener.nodeStarted(node, tried));
    }

    void nodeProgressed(String node, long done, long total) {
        tell(listener -> listener.nodeProgressed(node, done, total));
    }

    void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        tell(listener -> listener.nodeRetried(node, tried, cause, pause));
    }

    void datasetLoaded(DatasetEvent load) {
        tell(listener -> listener.datasetLoaded(load));
    }

    void datasetSaved(DatasetEvent save) {
        tell(listener -> listener.datasetSaved(save));
    }

    void nodeFinished(NodeReport node) {
        tell(listener -> listener.nodeFinished(node));
    }

    void runFinished(RunEnd run) {
        tell(listener -> listener.runFinished(run));
    }
}
