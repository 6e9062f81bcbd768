package dev.freshet.runtime.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What went wrong with a file, in plain words. */
final class FileErrors {
    private FileErrors() {}

    static String describe(IOException failure, Path file) {
        if (Files.isDirectory(file)) {
            return "a file is expected, but this is a directory";
        }
        if (failure instanceof NoSuchFileException) {
            return "the file does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof CharacterCodingException) {
            return "the file is not text in the dataset's encoding; set the option \"encoding\" if it has another";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "a directory of the path is a file";
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("out of disk space")) {
            return "the disk is full";
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
