package dev.freshet.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
        Position place = new Position(name, 0, 0);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return new SourceText(name, withoutMark(text));
        } catch (CharacterCodingException e) {
            throw new ConfigException(place, "the file is not UTF-8 text");
        } catch (AccessDeniedException e) {
            throw new ConfigException(place, "no permission to read the file");
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
            throw new ConfigException(place, "the file cannot be read: " + reason);
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
