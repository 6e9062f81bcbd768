package dev.freshet.runtime.timing;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Writes a run as Chrome trace events to a file, when it has ended. A run with nothing to do writes none. */
public final class TraceListener implements RunListener {
    private final Path file;
    private final TimeRecorder recorder = new TimeRecorder(0, Map.of());

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
            Files.writeString(file, ChromeTrace.text(run.pipeline(), run.runId(), recorder.times(run.duration())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
