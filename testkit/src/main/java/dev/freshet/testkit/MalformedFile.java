package dev.freshet.testkit;

import java.nio.charset.StandardCharsets;

/**
 * A file that a dataset type must refuse.
 *
 * @param name what is wrong with the file; the name of the test
 * @param message the expected message, or a part of it
 */
public record MalformedFile(String name, byte[] content, String message) {
    /** Returns a file with text in UTF-8. */
    public static MalformedFile of(String name, String content, String message) {
        return new MalformedFile(name, content.getBytes(StandardCharsets.UTF_8), message);
    }
}
