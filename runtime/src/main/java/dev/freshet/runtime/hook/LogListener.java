package dev.freshet.runtime.hook;

import dev.freshet.config.CauseText;
import dev.freshet.config.VisibleText;
import dev.freshet.runtime.text.OutcomeCounts;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the start of a run, retries, each failure with its stack trace, and a summary at the end, which is an error if
 * the run did not succeed; at level {@code debug}, also each node and dataset.
 */
public final class LogListener implements RunListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("freshet.run");

    private final Logger logger;

    /** Creates a listener for any number of runs. */
    public LogListener() {
        this(LOGGER);
    }

    LogListener(Logger logger) {
        this.logger = logger;
    }

    /** Returns whether the log accepts any of these messages. */
    public static boolean isOn() {
        return LOGGER.isWarnEnabled();
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public boolean hearsOfEveryNode() {
        return logger.isDebugEnabled();
    }

    @Override
    public void runStarted(RunStart run) {
        logger.info("run {} of {} ({}) started, {} nodes", run.runId(), run.pipeline(), run.environment(), run.nodes());
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        logger.debug("{} started, attempt {}", node.node(), tried);
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        logger.warn(
                "{} failed, retrying in {} ms: {}", node, pause.toMillis(), VisibleText.line(CauseText.text(cause)));
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        String what = "partition \"" + VisibleText.line(failure.partition()) + "\" of " + failure.node() + " failed"
                + failure.pause()
                        .map(pause -> ", retrying in " + pause.toMillis() + " ms")
                        .orElse("");
        logger.warn("{}: {}", what, VisibleText.line(CauseText.text(failure.cause())));
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        logger.info("{} waits for {}, who has been working on it since {}", wait.node(), wait.holder(), wait.since());
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        logger.debug("{} loaded {} from {} in {} ms", load.node(), load.dataset(), load.location(), millis(load));
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        logger.debug("{} saved {} to {} in {} ms", save.node(), save.dataset(), save.location(), millis(save));
    }

    private static long millis(DatasetEvent event) {
        return event.duration().toMillis();
    }

    @Override
    public void nodeFinished(NodeReport node) {
        if (node instanceof NodeReport.Failed failed) {
            logger.error("{} failed", failed.node(), failed.cause());
        } else {
            logger.debug("{} {}", node.node(), node.outcome());
        }
    }

    @Override
    public void runFinished(RunEnd run) {
        String text = "run {} of {} {} after {} ms: {}";
        Object[] values = {
            run.runId(),
            run.pipeline(),
            run.succeeded() ? "succeeded" : "did not succeed",
            run.duration().toMillis(),
            OutcomeCounts.of(run.nodes().stream().map(NodeReport::outcome).toList())
        };
        if (run.succeeded()) {
            logger.info(text, values);
        } else {
            logger.error(text, values);
        }
    }
}
