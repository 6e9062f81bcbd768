package dev.freshet.runtime.timing;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.timing.Activity.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a run as Chrome trace events to a file, when it has ended. A run with nothing to do writes none. */
public final class TraceListener implements RunListener {
    private final Path file;
    private final TimeRecorder recorder = new TimeRecorder(0, Map.of());
    private final TracePartitions partitions = new TracePartitions();

    /** Creates a listener for one run. */
    public TraceListener(Path file) {
        this.file = file;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void runStarted(RunStart run) {
        recorder.runStarted(run);
    }

    @Override
    public void nodeTried(String node, NodeReport.Timing timing) {
        recorder.nodeTried(node, timing);
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        recorder.nodeRetried(node, tried, cause, pause);
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        partitions.failed(failure);
    }

    @Override
    public void partitionTried(String node, String partition, Duration ran) {
        long end = recorder.now();
        partitions.tried(node, partition, Math.max(0, end - ran.toNanos()), end);
    }

    @Override
    public void nodeFinished(NodeReport node) {
        recorder.nodeFinished(node);
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        recorder.nodeWaits(wait);
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        recorder.datasetLoaded(load);
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        recorder.datasetSaved(save);
    }

    @Override
    public void runFinished(RunEnd run) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text(run));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private String text(RunEnd run) {
        List<TraceBar> bars = partitions.bars();
        List<Activity> activities = recorder.times(run.duration()).activities();
        Map<String, Integer> last = new HashMap<>();
        activities.forEach(each -> last.merge(each.node(), each.tried(), Math::max));
        Map<String, String> outcomes = new HashMap<>();
        run.nodes().forEach(node -> outcomes.put(node.node(), node.outcome()));
        for (Activity each : activities) {
            boolean isLast = each.tried() == last.getOrDefault(each.node(), 0);
            String outcome = isLast ? outcomes.getOrDefault(each.node(), "") : "failed";
            bars.add(TraceBar.of(each, each.kind() == Kind.CALL ? outcome : ""));
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("pipeline", run.pipeline());
        about.put("run", run.runId());
        if (partitions.leftOut() > 0) {
            about.put("left out", partitions.leftOut() + " attempts of partitions");
        }
        return ChromeTrace.text(about, bars);
    }
}
