package dev.freshet.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;

/** What a failure of a file operation means, in plain words, which are the same for datasets and for the state. */
public final class FileFault {
    /** A directory of a path is a file. */
    public static final String WITHIN_FILE = "a directory of the path is a file";

    /** The plain meaning of texts that occur in the messages of operating systems and virtual file systems. */
    private static final Map<String, String> REASONS = Map.of(
            "no space left", "the disk is full",
            "out of disk space", "the disk is full",
            "quota exceeded", "the disk quota is used up",
            "read-only file system", "the file system is read-only",
            "not a directory", WITHIN_FILE,
            "is a directory", "it is a directory",
            "file name too long", "the file's name is too long",
            "too many open files", "too many files are open",
            "too many levels of symbolic links", "the path contains a cycle of symbolic links");

    private FileFault() {}

    /** Returns the reason of a failure without the file, in plain words where they are known. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file with this name exists already";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (reason == null) {
            return "the system gave no reason (" + failure.getClass().getSimpleName() + ")";
        }
        String lower = reason.toLowerCase(Locale.ROOT);
        return REASONS.entrySet().stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(reason.lines().findFirst().orElse("it failed"));
    }

    /** Returns the file of a failure, if it is known, and the reason. */
    public static String told(IOException failure) {
        String file = failure instanceof FileSystemException system ? system.getFile() : null;
        return file == null ? reason(failure) : file + ": " + reason(failure);
    }
}
