package dev.freshet.runtime.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What git says of a project; empty where there is no git or no repository.
 *
 * @param commit the commit that is checked out
 * @param isDirty whether a tracked file differs from it
 */
record GitState(Optional<String> commit, boolean isDirty) {
    private static final long LONGEST_SECONDS = 10;

    static GitState of(Path directory) {
        Optional<String> commit = isInRepository(directory) ? git(directory, "rev-parse", "HEAD") : Optional.empty();
        boolean isDirty = commit.isPresent()
                && git(directory, "status", "--porcelain", "--untracked-files=no")
                        .filter(changes -> !changes.isEmpty())
                        .isPresent();
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

    private static Optional<String> git(Path directory, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
            Process process = builder.directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        commit.ifPresent(id -> {
            json.put("commit", id);
            json.put("dirty", isDirty);
        });
        return json;
    }
}
