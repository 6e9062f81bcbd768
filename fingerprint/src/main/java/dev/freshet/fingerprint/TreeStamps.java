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
 * The {@link FileState} of each of many files: as long as they are the same, so is what the files hold, unless a file was changed
 * within the same tick of the file system's clock.
 *
 * @param text compared by equality
 * @param latest when the youngest file was changed, in nanoseconds since 1970
 */
public record TreeStamps(String text, long latest) {
    /**
     * The stamps of all files in directories, and of files; links are followed.
     *
     * @param watched stands for itself only: whether it exists, and when its entries changed
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

    /** Whether any change after that moment must give a file another time: see {@link Tick}. */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(Instant.EPOCH.plusNanos(latest), moment);
    }

    /** Asks once for each file. Without {@code Files.walkFileTree}, which asks without the change time. */
    private static final class Walk {
        private final List<String> lines = new ArrayList<>();
        /** The directories that the walk is in, to notice links that lead back. */
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

        /** Only a link can lead back; looking where it leads costs more than all else. */
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
