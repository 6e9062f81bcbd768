package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sizes, times and identities of files: as long as they are the same, so is what the files hold, unless a file was changed within the
 * same tick of the file system's clock.
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
                Files.walkFileTree(tree, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + tree, e);
            }
        }
        for (Path path : watched) {
            try {
                walk.visitFile(path, Files.readAttributes(path, BasicFileAttributes.class));
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

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<String> lines = new ArrayList<>();
        private long latest;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            lines.add(file + " " + attributes.size() + " " + modified + " " + attributes.fileKey());
            latest = Math.max(latest, modified);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof NoSuchFileException) {
                lines.add(file + " absent");
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
