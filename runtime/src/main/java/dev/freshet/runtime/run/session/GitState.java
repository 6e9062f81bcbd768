package dev.freshet.runtime.run.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What git reports about a project; empty without git or a repository.
 *
 * @param commit the commit that is checked out
 * @param isDirty whether a tracked file differs from it
 */
record GitState(Optional<String> commit, boolean isDirty) {
    private static final long LONGEST_SECONDS = 10;

    static GitState of(Path directory) {
        if (!isInRepository(directory)) {
            return new GitState(Optional.empty(), false);
        }
        Optional<String> commit = git(directory, 0, "rev-parse", "HEAD");
        boolean isDirty = commit.isPresent()
                && git(directory, 1, "diff", "--quiet", "HEAD").isPresent();
        return new GitState(commit, isDirty);
    }

    private static boolean isInRepository(Path directory) {
        for (Path each = directory; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    /** Runs git, and returns what it prints, one line at most, if it ends in time with an exit code. */
    private static Optional<String> git(Path directory, int code, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
            Process process = builder.directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == code ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
