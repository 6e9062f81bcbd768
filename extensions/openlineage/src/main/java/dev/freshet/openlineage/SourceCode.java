package dev.freshet.openlineage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repository of a project and the commit that is checked out.
 *
 * @param repository its address, without credentials
 */
record SourceCode(URI repository, String commit) {
    private static final Pattern SCP = Pattern.compile("(?:[^@/]+@)?([^:/]+):(?!//)(.+)");
    private static final Pattern URL = Pattern.compile("(https?|ssh|git)://(?:[^@/]*@)?(.+)");
    private static final long LONGEST_SECONDS = 10;

    /** Empty without git, or if the repository has no remote named {@code origin}. */
    static Optional<SourceCode> of(Path project) {
        if (!isInRepository(project.toAbsolutePath())) {
            return Optional.empty();
        }
        return git(project, "rev-parse", "HEAD")
                .flatMap(commit -> git(project, "remote", "get-url", "origin")
                        .flatMap(SourceCode::address)
                        .map(address -> new SourceCode(address, commit)));
    }

    /** Returns the address of a remote as a URL; empty if it is on this machine. */
    static Optional<URI> address(String remote) {
        Matcher url = URL.matcher(remote);
        Matcher scp = SCP.matcher(remote);
        try {
            return url.matches()
                    ? Optional.of(URI.create(url.group(1) + "://" + url.group(2)))
                    : scp.matches()
                            ? Optional.of(URI.create("ssh://" + scp.group(1) + "/" + scp.group(2)))
                            : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 && !output.isEmpty() ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
