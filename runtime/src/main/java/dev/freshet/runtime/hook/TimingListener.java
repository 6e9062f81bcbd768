package dev.freshet.runtime.hook;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Adds up the time that a run spends waiting, loading, running nodes and saving. Query it when the run has ended. */
public final class TimingListener implements RunListener {
    private final Map<String, Times> times = new ConcurrentHashMap<>();

    /** Creates a listener for one run. */
    public TimingListener() {}

    /**
     * The times of one node, or the sums for several.
     *
     * @param waited the time spent waiting for resources and threads when the inputs were ready
     * @param loaded the time spent loading inputs; concurrent loads are added up
     * @param ran the time of the method and of loading its inputs
     * @param saved the time spent saving outputs; concurrent saves are added up
     */
    public record Times(Duration waited, Duration loaded, Duration ran, Duration saved) {
        private static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        private Times plus(Times other) {
            return new Times(
                    waited.plus(other.waited), loaded.plus(other.loaded), ran.plus(other.ran), saved.plus(other.saved));
        }
    }

    private void add(String node, Times more) {
        times.merge(node, more, Times::plus);
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        add(load.node(), new Times(Duration.ZERO, load.duration(), Duration.ZERO, Duration.ZERO));
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        add(save.node(), new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, save.duration()));
    }

    @Override
    public void nodeFinished(NodeReport node) {
        NodeReport.Timing timing = node instanceof NodeReport.Succeeded succeeded
                ? succeeded.timing()
                : node instanceof NodeReport.Failed failed ? failed.timing() : null;
        if (timing != null) {
            add(node.node(), new Times(timing.waited(), Duration.ZERO, timing.ran(), Duration.ZERO));
        }
    }

    /** Returns the sums for all nodes. */
    public Times total() {
        return times.values().stream().reduce(Times.NONE, Times::plus);
    }

    /** Returns the nodes that ran longest, the longest first. */
    public Map<String, Times> slowest(int most) {
        List<Map.Entry<String, Times>> sorted = times.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Times> node) ->
                                node.getValue().ran())
                        .reversed())
                .limit(most)
                .toList();
        return sorted.stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
