package dev.freshet.dataset;

import dev.freshet.wiring.JavaTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * A dataset type whose values are files. The built-in types implement this interface, and so can types of your own:
 * name the class in {@code META-INF/services/dev.freshet.dataset.FileFormat}, and the catalog knows its name:
 *
 * <pre>{@code
 * public final class PropertiesFormat implements FileFormat {
 *     public String name() { return "properties"; }
 *     public String holds() { return "java.util.Properties"; }
 *     public boolean accepts(Type type) { return type == Properties.class; }
 *     public FileCodec open(Type type, OptionValues options) {
 *         return new ValueCodec() {
 *             public Object read(InputStream in) throws IOException {
 *                 Properties properties = new Properties();
 *                 try {
 *                     properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
 *                 } catch (IllegalArgumentException e) {
 *                     throw new IOException(e.getMessage(), e);
 *                 }
 *                 return properties;
 *             }
 *             public void write(OutputStream out, Object value) throws IOException {
 *                 StringWriter text = new StringWriter();
 *                 ((Properties) value).store(text, null);
 *                 String lines = text.toString().lines()
 *                         .filter(line -> !line.startsWith("#"))
 *                         .sorted()
 *                         .collect(Collectors.joining("\n"));
 *                 out.write(lines.getBytes(StandardCharsets.UTF_8));
 *             }
 *         };
 *     }
 * }
 * }</pre>
 *
 * <p>A format of many records that need not be in memory together opens a {@link RecordCodec}.
 *
 * <p>Atomic saves, compression by the file's name, change detection and messages work as with any other dataset type.
 */
public interface FileFormat {
    /** The name in the catalog: lower-case letters and digits. */
    String name();

    /** The Java types that the dataset type holds, in words, for messages. */
    String holds();

    /** Whether the dataset type reads and writes values of a Java type. */
    boolean accepts(Type type);

    /** The options besides those of every file, such as {@code path}. */
    default List<Option> options() {
        return List.of();
    }

    /**
     * Checks what the declarations of the options do not say and the Java type does not matter for, such as options
     * that do not fit each other.
     *
     * @throws OptionException naming every mistake
     */
    default void check(OptionValues options) {}

    /** The encoding, if files are text: then a difference between two files is shown by its line. */
    default Optional<Charset> encoding(OptionValues options) {
        return Optional.empty();
    }

    /**
     * The version of what is read and written. Nodes with such datasets run again if it differs. The code of a format
     * counts as theirs anyway, unless it is Freshet's own.
     */
    default String version() {
        return "";
    }

    /**
     * Prepares to read and write values of a Java type.
     *
     * @param options the checked values of {@link #options}
     * @throws OptionException if an option is wrong; the message is shown at the option's place in the catalog
     * @throws IllegalArgumentException if anything else is wrong, such as the Java type; the message says what is
     *     legal, and is shown
     */
    FileCodec open(Type type, OptionValues options);

    /**
     * How the names of such files usually end, such as {@code .csv}; {@code catalog infer} knows them by it. Empty if the
     * format does not say what files hold.
     */
    default List<String> endings() {
        return List.of();
    }

    /**
     * Looks at the head of a file for {@code catalog infer}; empty if the format does not say what the file holds. {@link
     * dev.freshet.dataset.value.InferredRecord} gives columns to components.
     *
     * @param file the open file
     * @param rows how many rows are read, if the file does not say itself what its rows hold
     * @throws MalformedContent if the file is not of this format
     * @throws IOException if the file cannot be read or is not of this format; the user sees the message
     */
    default Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.empty();
    }

    /**
     * What a dataset of many records holds: {@code Flight} if the type is a {@code List}, {@code Collection} or {@code
     * Iterable} of them; empty for any other type.
     */
    static Optional<Type> element(Type type) {
        return JavaTypes.isMany(type) ? Optional.of(JavaTypes.element(type)) : Optional.empty();
    }

    /** The record that a dataset of many records holds, with its type arguments, as {@link #element}; empty if none. */
    static Optional<Type> row(Type type) {
        return element(type).filter(element -> JavaTypes.raw(element).isRecord());
    }
}
