package dev.freshet.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A configuration file's content.
 *
 * @param name the file as the user would name it
 */
public record SourceText(String name, String text) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * Reads a file.
     *
     * @throws ConfigException if it cannot be read or is not UTF-8
     */
    public static SourceText read(String name, Path file) {
        try {
            return decode(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ConfigException(Position.of(name), reason(e, file));
        }
    }

    private static SourceText decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            Position place = new Position(name, line, text.length() - text.lastIndexOf('\n'));
            throw new ConfigException(place, "the file is not UTF-8 text");
        }
        return new SourceText(name, withoutMark(text));
    }

    /** Returns why a file or directory cannot be read, in plain words. */
    static String reason(IOException failure, Path file) {
        if (Files.isDirectory(file) && !(failure instanceof AccessDeniedException)) {
            return "a file is expected, but this is a directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read it";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        return "it cannot be read: " + failure.getMessage();
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
