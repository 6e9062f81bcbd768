package dev.freshet.dataset.file;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Translates failures of file operations to plain words. */
final class FileErrors {
    /** The limit on files in the directory that are searched for a similar name. */
    private static final int MOST_NEIGHBOURS = 1000;

    private FileErrors() {}

    /** Returns why a file cannot be read. */
    static String reading(IOException failure, Path file) {
        if (Files.isSymbolicLink(file) && !Files.exists(file) && !isCycle(failure)) {
            return "it is a link to " + target(file) + ", which does not exist";
        }
        if (failure instanceof NoSuchFileException) {
            // JDK 25 no longer tells these two apart.
            return isWithinFile(file) ? FileFault.WITHIN_FILE : "the file does not exist" + neighbour(file);
        }
        return failure instanceof AccessDeniedException ? "no permission to read the file" : describe(failure, file);
    }

    /** Returns why a file cannot be written. */
    static String writing(IOException failure, Path file) {
        return failure instanceof AccessDeniedException ? "no permission to write the file" : describe(failure, file);
    }

    /** Returns whether the file system is read-only. */
    static boolean isReadOnly(IOException failure) {
        return hasReason(failure, "read-only file system");
    }

    private static boolean isCycle(IOException failure) {
        return hasReason(failure, "too many levels of symbolic links");
    }

    private static boolean hasReason(IOException failure, String reason) {
        return failure instanceof FileSystemException system
                && String.valueOf(system.getReason()).toLowerCase(Locale.ROOT).contains(reason);
    }

    private static String describe(IOException failure, Path file) {
        if (Files.isDirectory(file)) {
            return "a file is expected, but this is a directory";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return FileFault.WITHIN_FILE;
        }
        return FileFault.reason(failure);
    }

    private static boolean isWithinFile(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        while (directory != null && !Files.exists(directory)) {
            directory = directory.getParent();
        }
        return directory != null && !Files.isDirectory(directory);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "another file";
        }
    }

    private static String neighbour(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return "";
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names = files.limit(MOST_NEIGHBOURS)
                    .map(neighbour -> neighbour.getFileName().toString())
                    .toList();
            return NearestName.suffix(file.getFileName().toString(), names);
        } catch (IOException e) {
            return "";
        }
    }
}
