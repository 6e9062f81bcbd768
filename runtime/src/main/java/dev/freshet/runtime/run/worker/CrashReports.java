package dev.freshet.runtime.run.worker;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.Private;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reports of crashed workers. A virtual machine that crashes writes what it knows, also from its memory and its
 * environment. Workers write into their own temporary directory. The run then copies the report into the directory of
 * its state, where only the owner can read it, and stars hide the secrets that are known.
 *
 * @param directory where reports are kept
 */
record CrashReports(Path directory) {
    private static final String REPORT = "hs_err_pid";
    /** The beginning of the name of the file that a compiler in the virtual machine writes when it crashes. */
    private static final String REPLAY = "replay_pid";
    /** How many files are kept; each has up to some hundred kilobytes. */
    private static final int KEPT = 20;

    /** Returns where the reports are kept of workers that a run uses. */
    static CrashReports in(Path state) {
        return new CrashReports(state.toAbsolutePath().normalize().resolve("crashes"));
    }

    /**
     * Returns the options that make a worker write its reports into a directory, apart from those that the user has
     * set.
     */
    static List<String> options(Path temporary, List<String> given) {
        List<String> options = new ArrayList<>();
        add(options, "-XX:ErrorFile=", temporary, REPORT, given);
        add(options, "-XX:ReplayDataFile=", temporary, REPLAY, given);
        return options;
    }

    private static void add(List<String> options, String option, Path directory, String name, List<String> given) {
        if (given.stream().noneMatch(one -> one.startsWith(option))) {
            // The virtual machine replaces %p by the number of the process, and %% by one per cent sign.
            options.add(option + directory.toString().replace("%", "%%") + "/" + name + "%p.log");
        }
    }

    /**
     * Keeps what a crashed worker has written.
     *
     * @param temporary the directory to which it has written
     * @return the report; empty if there is none
     * @throws IOException if it cannot be kept
     */
    Optional<Path> keep(Path temporary, long pid) throws IOException {
        copy(temporary.resolve(REPLAY + pid + ".log"));
        Optional<Path> report = copy(temporary.resolve(REPORT + pid + ".log"));
        deleteOld();
        return report;
    }

    private Optional<Path> copy(Path from) throws IOException {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Private.createDirectories(directory);
        Path to = directory.resolve(from.getFileName());
        String text = new String(Files.readAllBytes(from), StandardCharsets.UTF_8);
        // An older process can have had the same number.
        Files.deleteIfExists(to);
        Private.create(to, KnownSecrets.masked(text).getBytes(StandardCharsets.UTF_8));
        return Optional.of(to);
    }

    private void deleteOld() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> newestFirst = files.sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }
}
