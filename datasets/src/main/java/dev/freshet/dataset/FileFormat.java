package dev.freshet.dataset;

import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset type of one's own, whose values are files. Found by its name in the catalog if it is a service of this type, that
 * is, if {@code META-INF/services/dev.freshet.dataset.FileFormat} names the class:
 *
 * <pre>{@code
 * public final class PropertiesFormat implements FileFormat {
 *     public String name() { return "properties"; }
 *     public String holds() { return "java.util.Properties"; }
 *     public boolean accepts(Type type) { return type == Properties.class; }
 *     public FileCodec open(Type type, Map<String, String> options) {
 *         return new ValueCodec() {
 *             public Object read(InputStream in) throws IOException {
 *                 Properties properties = new Properties();
 *                 properties.load(in);
 *                 return properties;
 *             }
 *             public void write(OutputStream out, Object value) throws IOException {
 *                 ((Properties) value).store(out, null);
 *             }
 *         };
 *     }
 * }
 * }</pre>
 *
 * <p>A format of many records that need not be in memory together opens a {@link RecordCodec}.
 *
 * <p>Saves are whole and forced to the disk, files are packed if their names say so, and contents are compared as
 * with any other dataset type.
 */
public interface FileFormat {
    /** The name in the catalog: lower-case letters and digits. */
    String name();

    /** The Java types that it holds, in words, for messages. */
    String holds();

    /** Whether it reads and writes values of a Java type. */
    boolean accepts(Type type);

    /**
     * The legal options besides {@code path}; with {@code path} among them, {@link #open} is also told what the path ends with, in
     * lower case, such as {@code .png} of {@code data/Map.PNG.gz}. It is not told the rest: where a file is must not decide its
     * values.
     */
    default Set<String> options() {
        return Set.of();
    }

    /** What is written or read is another than before if this is: then nodes with such datasets run again. */
    default String version() {
        return "";
    }

    /**
     * Gets ready to read and write values of a Java type.
     *
     * @param options those that the catalog's entry gives
     * @throws IllegalArgumentException if the value of an option is wrong; the message says what is legal, and is shown
     */
    FileCodec open(Type type, Map<String, String> options);

    /**
     * What a dataset of many records holds: {@code Flight} if it is a {@code List}, {@code Collection} or {@code Iterable} of
     * them; empty if its type is another.
     */
    static Optional<Type> element(Type type) {
        return JavaTypes.isMany(type) ? Optional.of(JavaTypes.element(type)) : Optional.empty();
    }
}
