package dev.freshet.runtime.run.session;

import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.RunRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Finds who runs what, where, and with which code. Slow questions are asked in the background. */
final class RunOrigin implements Supplier<RunRecord> {
    /** Variables that CI servers set: GitLab, Jenkins, Azure, CircleCI, Buildkite, Travis. */
    private static final List<String> JOBS = List.of(
            "CI_JOB_URL",
            "BUILD_URL",
            "BUILD_BUILDURI",
            "CIRCLE_BUILD_URL",
            "BUILDKITE_BUILD_URL",
            "TRAVIS_JOB_WEB_URL");

    private final FutureTask<RunRecord> record;

    private RunOrigin(FutureTask<RunRecord> record) {
        this.record = record;
    }

    /** Asks on a separate thread, since all threads of the common pool may be waiting for runs. */
    static RunOrigin of(RunDescription run, String workspace) {
        Instant now = Instant.now();
        FutureTask<RunRecord> record = new FutureTask<>(() -> record(run, workspace, now));
        Thread thread = new Thread(record, "freshet-origin");
        thread.setDaemon(true);
        thread.start();
        return new RunOrigin(record);
    }

    private static RunRecord record(RunDescription run, String workspace, Instant now) {
        GitState git = GitState.of(run.project().toAbsolutePath());
        return new RunRecord(
                run.policy().runId(),
                run.pipeline().id(),
                run.environment(),
                workspace,
                now,
                System.getProperty("user.name", ""),
                host(),
                git.commit().orElse(""),
                git.isDirty(),
                job(System.getenv()));
    }

    /** Waits even if the thread is interrupted, since finished work must be recorded. */
    @Override
    public RunRecord get() {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return record.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a defect of Freshet: " + e.getCause(), e);
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** Returns the page of the CI job, or what else identifies the job; empty outside CI. */
    static String job(Map<String, String> environment) {
        String server = environment.get("GITHUB_SERVER_URL");
        String repository = environment.get("GITHUB_REPOSITORY");
        String github = environment.get("GITHUB_RUN_ID");
        if (server != null && repository != null && github != null) {
            return server + "/" + repository + "/actions/runs/" + github;
        }
        return JOBS.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(environment.containsKey("CI") ? "CI" : "");
    }
}
