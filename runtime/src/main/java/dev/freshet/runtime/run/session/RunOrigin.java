package dev.freshet.runtime.run.session;

import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.RunRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Who runs what, where, and with which code. What takes long is found out in the background. */
final class RunOrigin implements Supplier<RunRecord> {
    /** Variables that CI servers set: GitLab, Jenkins, Azure, CircleCI, Buildkite, Travis. */
    private static final List<String> JOBS = List.of(
            "CI_JOB_URL",
            "BUILD_URL",
            "BUILD_BUILDURI",
            "CIRCLE_BUILD_URL",
            "BUILDKITE_BUILD_URL",
            "TRAVIS_JOB_WEB_URL");

    private final CompletableFuture<RunRecord> record;

    private RunOrigin(CompletableFuture<RunRecord> record) {
        this.record = record;
    }

    static RunOrigin of(RunDescription run, String workspace) {
        Instant now = Instant.now();
        return new RunOrigin(CompletableFuture.supplyAsync(() -> {
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
        }));
    }

    @Override
    public RunRecord get() {
        return record.join();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** The page of the job, or what else identifies it; empty outside CI. */
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
