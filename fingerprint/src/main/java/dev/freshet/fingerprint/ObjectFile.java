package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The code of one top-level class and all its nested classes, as digests and references. It is the resource
 * {@code META-INF/freshet/fp/<binary name>.fp} beside the class files.
 *
 * @param source the source file as the build names it, relative to the project if possible, for messages
 * @param classFiles the digests of the class files of the same compilation, by binary name with slashes: 32 hex digits,
 *     or {@code -} if the class file could not be read
 * @param classes the classes, the top-level one first
 */
public record ObjectFile(String source, Map<String, String> classFiles, List<ClassUnits> classes) {
    /** The directory of object files in a class path entry. */
    public static final String DIRECTORY = "META-INF/freshet/fp/";

    /** Writes the file. The same content results in the same bytes. */
    public void write(OutputStream out) throws IOException {
        out.write(ObjectFileCodec.write(this).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read or is not an object file
     */
    public static ObjectFile read(InputStream in) throws IOException {
        return ObjectFileCodec.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
