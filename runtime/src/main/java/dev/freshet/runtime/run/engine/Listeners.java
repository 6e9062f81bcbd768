package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeLog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.failure.FailureText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of a run. If one throws, the report gets a warning and the run continues. */
public final class Listeners {
    private static final Logger LOGGER = LoggerFactory.getLogger(Listeners.class);

    private final RunListener[] listeners;
    /** The listeners that want the events of nodes that succeed. */
    private final RunListener[] attentive;

    /** The listeners that want what nodes log. */
    private final RunListener[] readers;

    private final Collection<String> warnings = new ConcurrentLinkedQueue<>();

    Listeners(List<RunListener> listeners) {
        this.listeners = listeners.toArray(RunListener[]::new);
        attentive = listeners.stream().filter(RunListener::hearsOfEveryNode).toArray(RunListener[]::new);
        readers = listeners.stream().filter(RunListener::hearsOfLogs).toArray(RunListener[]::new);
    }

    /** Returns whether there are no listeners. */
    boolean isEmpty() {
        return listeners.length == 0;
    }

    /** Returns whether a listener receives the events of nodes that succeed. */
    boolean hearOfEveryNode() {
        return attentive.length > 0;
    }

    /** Returns whether a listener receives what nodes log. */
    boolean hearOfLogs() {
        return readers.length > 0;
    }

    /** Returns the warnings: what listeners threw, and other problems besides failures of nodes, one line each. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    /** Adds a warning. */
    void warned(String warning) {
        warnings.add(warning);
    }

    private void tell(RunListener[] told, Consumer<RunListener> event) {
        for (RunListener listener : told) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                failed(listener, e);
            }
        }
    }

    private void failed(RunListener listener, Throwable e) {
        String who = listener.getClass().getName();
        Throwable told = FailureText.tellable(e);
        LOGGER.warn("listener {} failed", who, told);
        StackTraceElement[] trace = told.getStackTrace();
        warnings.add("listener " + who + " failed: " + told + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    void runStarted(RunStart run) {
        tell(listeners, listener -> listener.runStarted(run));
    }

    NodeDecision decide(NodeStart node) {
        for (RunListener listener : attentive) {
            try {
                NodeDecision decision = listener.decide(node);
                if (!(decision instanceof NodeDecision.Run)) {
                    return decision;
                }
            } catch (Throwable e) {
                failed(listener, e);
            }
        }
        return NodeDecision.run();
    }

    void nodeStarted(NodeStart node, int tried) {
        tell(attentive, listener -> listener.nodeStarted(node, tried));
    }

    void nodeProgressed(String node, long done, long total) {
        tell(attentive, listener -> listener.nodeProgressed(node, done, total));
    }

    void nodeLogged(NodeLog line) {
        tell(readers, listener -> listener.nodeLogged(line));
    }

    void nodeTried(String node, NodeReport.Timing timing) {
        tell(attentive, listener -> listener.nodeTried(node, timing));
    }

    void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        tell(listeners, listener -> listener.nodeRetried(node, tried, cause, pause));
    }

    void partitionFailed(PartitionFailure failure) {
        tell(listeners, listener -> listener.partitionFailed(failure));
    }

    void partitionTried(String node, String partition, Duration ran) {
        tell(attentive, listener -> listener.partitionTried(node, partition, ran));
    }

    void nodeWaits(NodeWait wait) {
        tell(listeners, listener -> listener.nodeWaits(wait));
    }

    void datasetLoaded(DatasetEvent load) {
        tell(attentive, listener -> listener.datasetLoaded(load));
    }

    void datasetSaved(DatasetEvent save) {
        tell(attentive, listener -> listener.datasetSaved(save));
    }

    void nodeFinished(NodeReport node) {
        tell(node instanceof NodeReport.Failed ? listeners : attentive, listener -> listener.nodeFinished(node));
    }

    void runFinished(RunEnd run) {
        tell(listeners, listener -> listener.runFinished(run));
    }
}
