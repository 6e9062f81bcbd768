package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The {@link FileState} of each of many files. As long as the stamps are the same, the contents of the files are the
 * same, unless a file changed within one tick of the file system's clock.
 *
 * @param text the stamps as text, compared by equality
 * @param latest the time of the latest change of any file, in nanoseconds since 1970
 */
public record TreeStamps(String text, long latest) {
    /**
     * Returns the stamps of files and of all files in directories. Links are followed.
     *
     * @param watched paths for which only the existence and the times of their own entries count
     * @throws UncheckedIOException if a directory cannot be read
     */
    public static TreeStamps of(List<Path> trees, List<Path> watched) {
        Walk walk = new Walk();
        for (Path tree : trees) {
            try {
                walk.visit(tree);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + tree, e);
            }
        }
        for (Path path : watched) {
            try {
                walk.add(path, FileState.of(path));
            } catch (IOException e) {
                walk.lines.add(path + " absent");
            }
        }
        walk.lines.sort(null);
        return new TreeStamps(String.join("\n", walk.lines), walk.latest);
    }

    /** Returns whether every change after a moment must show in a file's time; see {@link Tick}. */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(Instant.EPOCH.plusNanos(latest), moment);
    }

    /**
     * Reads the attributes of each file once. {@code Files.walkFileTree} is not used, because it does not read the
     * change time.
     */
    private static final class Walk {
        private final List<String> lines = new ArrayList<>();
        /** The directories on the current path, to detect links that lead back. */
        private final Deque<Path> within = new ArrayDeque<>();

        private long latest;

        void visit(Path file) throws IOException {
            FileState state;
            try {
                state = FileState.of(file);
            } catch (IOException e) {
                if (!(e instanceof NoSuchFileException) && !Files.isSymbolicLink(file)) {
                    throw e;
                }
                lines.add(file + " absent");
                return;
            }
            if (!state.isDirectory()) {
                add(file, state);
            } else if (!isWithin(file)) {
                visitEntries(file);
            }
        }

        /**
         * Returns whether a link leads back. Only links are checked, because resolving a path is the most expensive
         * step.
         */
        private boolean isWithin(Path directory) throws IOException {
            if (!Files.isSymbolicLink(directory)) {
                return false;
            }
            for (Path each : within) {
                if (Files.isSameFile(each, directory)) {
                    return true;
                }
            }
            return false;
        }

        private void visitEntries(Path directory) throws IOException {
            within.push(directory);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    visit(entry);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            } finally {
                within.pop();
            }
        }

        void add(Path file, FileState state) {
            lines.add(file + " " + state.size() + " " + state.modified() + " " + state.changed() + " " + state.inode());
            latest = Math.max(latest, state.latest());
        }
    }
}
