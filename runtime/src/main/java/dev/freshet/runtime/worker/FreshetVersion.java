package dev.freshet.runtime.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of Freshet. The build writes it into a file beside this class. A manifest would not do: one jar with
 * everything has the manifest of the program, and Java reads none for a module.
 */
public final class FreshetVersion {
    private static final String TEXT = read();

    private FreshetVersion() {}

    /** Returns the version; an empty text if Maven has not built these classes. */
    public static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream file = FreshetVersion.class.getResourceAsStream("version.txt")) {
            String text = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
            // An editor that builds the classes itself copies the file as it is.
            return text.startsWith("${") ? "" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
