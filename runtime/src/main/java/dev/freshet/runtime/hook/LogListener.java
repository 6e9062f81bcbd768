package dev.freshet.runtime.hook;

import dev.freshet.config.CauseText;
import dev.freshet.config.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Logs that a run has found nothing to do; the last three are as for {@link #counts(int, int, int)}. */
    public static void logNothingToRun(String pipeline, String environment, int nodes, int inMemory, int keptBack) {
        LOGGER.info("{} ({}): nothing to run, {}", pipeline, environment, sentence(nodes, inMemory, keptBack));
    }

    /**
     * Returns how many nodes of a run that has found nothing to do had which outcome, such as
     * {@code 3 up to date, 1 in memory}.
     *
     * @param nodes how many nodes there are
     * @param inMemory how many of them store nothing and are not needed
     * @param keptBack how many of them were kept back
     */
    public static String counts(int nodes, int inMemory, int keptBack) {
        return nodes - inMemory - keptBack + " up to date"
                + (inMemory == 0 ? "" : ", " + inMemory + " in memory")
                + (keptBack == 0 ? "" : ", " + keptBack + " kept back");
    }

    /** Returns the same as a sentence, such as {@code 3 nodes are up to date, 1 is in memory}. */
    public static String sentence(int nodes, int inMemory, int keptBack) {
        int upToDate = nodes - inMemory - keptBack;
        return upToDate
                + (upToDate == 1 ? " node is up to date" : " nodes are up to date")
                + further(inMemory, "in memory")
                + further(keptBack, "kept back");
    }

    /** Returns how many further nodes there are of a kind, such as {@code , 1 is in memory}; empty if there is none. */
    public static String further(int nodes, String word) {
        return nodes == 0 ? "" : ", " + nodes + (nodes == 1 ? " is " : " are ") + word;
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
            counts(run.nodes())
        };
        if (run.succeeded()) {
            logger.info(text, values);
        } else {
            logger.error(text, values);
        }
    }

    /** Returns how many nodes had which outcome, such as {@code 3 succeeded, 1 up to date}. */
    public static String counts(List<NodeReport> nodes) {
        Map<String, Long> outcomes =
                nodes.stream().collect(Collectors.groupingBy(NodeReport::outcome, TreeMap::new, Collectors.counting()));
        return outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
    }
}
