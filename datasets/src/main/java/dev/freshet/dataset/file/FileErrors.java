package dev.freshet.dataset.file;

import dev.freshet.config.NearestName;
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
import java.util.Map;
import java.util.stream.Stream;

/** Translates failures of file operations to plain words. */
final class FileErrors {
    /** The limit on files in the directory that are searched for a similar name. */
    private static final int MOST_NEIGHBOURS = 1000;

    private static final String WITHIN_FILE = "a directory of the path is a file";

    /** The plain meaning of texts that occur in the messages of operating systems and virtual file systems. */
    private static final Map<String, String> REASONS = Map.of(
            "no space left", "the disk is full",
            "out of disk space", "the disk is full",
            "quota exceeded", "the disk quota is used up",
            "read-only file system", "the file system is read-only",
            "not a directory", WITHIN_FILE,
            "file name too long", "the file's name is too long",
            "too many open files", "too many files are open",
            "too many levels of symbolic links", "the path contains a cycle of symbolic links");

    private FileErrors() {}

    /** Returns why a file cannot be read. */
    static String reading(IOException failure, Path file) {
        if (Files.isSymbolicLink(file) && !Files.exists(file) && !isCycle(failure)) {
            return "it is a link to " + target(file) + ", which does not exist";
        }
        if (failure instanceof NoSuchFileException) {
            // JDK 25 no longer tells these two apart.
            return isWithinFile(file) ? WITHIN_FILE : "the file does not exist" + neighbour(file);
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
            return WITHIN_FILE;
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        return REASONS.entrySet().stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(reason.lines().findFirst().orElse("it failed"));
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
