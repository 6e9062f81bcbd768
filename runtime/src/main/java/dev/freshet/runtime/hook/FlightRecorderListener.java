package dev.freshet.runtime.hook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Writes an event with its duration to JDK Flight Recorder for each node, load and save of a run. The overhead is
 * negligible unless a recording is active.
 */
public final class FlightRecorderListener implements RunListener {
    private final Map<String, NodeEvent> running = new ConcurrentHashMap<>();

    /** Creates a listener for one run at a time. */
    public FlightRecorderListener() {}

    /** An attempt to run a node. */
    @Name("dev.freshet.Node")
    @Label("Node")
    @Category("Freshet")
    @Description("A node of a pipeline from its start until its outputs are saved")
    @StackTrace(false)
    static final class NodeEvent extends Event {
        @Label("Node")
        String node = "";

        @Label("Try")
        int tried;

        @Label("Outcome")
        String outcome = "";

        @Label("Reason")
        String reason = "";
    }

    /** A load or save. */
    @Name("dev.freshet.Dataset")
    @Label("Dataset")
    @Category("Freshet")
    @Description("A load or save of a stored dataset, written when it has ended")
    @StackTrace(false)
    static final class StorageEvent extends Event {
        @Label("Node")
        String node = "";

        @Label("Dataset")
        String dataset = "";

        @Label("Location")
        String location = "";

        @Label("Operation")
        String operation = "";

        @Label("Time")
        @jdk.jfr.Timespan(jdk.jfr.Timespan.NANOSECONDS)
        long time;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        NodeEvent event = new NodeEvent();
        if (event.isEnabled()) {
            event.node = node.node();
            event.tried = tried;
            event.reason = node.reasons().isEmpty() ? "" : node.reasons().get(0).text();
            event.begin();
            running.put(node.node(), event);
        }
    }

    @Override
    public void nodeFinished(NodeReport node) {
        NodeEvent event = running.remove(node.node());
        if (event != null) {
            event.outcome = node.outcome();
            event.commit();
        }
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        commit(load, "load");
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        commit(save, "save");
    }

    private static void commit(DatasetEvent dataset, String operation) {
        StorageEvent event = new StorageEvent();
        if (event.isEnabled()) {
            event.node = dataset.node();
            event.dataset = dataset.dataset();
            event.location = dataset.location();
            event.operation = operation;
            event.time = dataset.duration().toNanos();
            event.commit();
        }
    }
}
