package dev.freshet.wiring;

import dev.freshet.fingerprint.NodeCode;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that says where a node's code starts, on one line of fields separated by tabs: the method by JVM
 * descriptors, then {@code type <signature>}, {@code also <type>}, {@code resource <name>} and {@code version <word>}
 * as often as needed. A backslash escapes tabs and line ends.
 */
public final class CodeText {
    /** Marks a method that is called on an object. */
    private static final String INSTANCE = "instance";

    private CodeText() {}

    /** Returns the line of a node. */
    public static String line(NodeCode code) {
        StringBuilder line = new StringBuilder(code.method());
        code.types().forEach(type -> line.append("\ttype ").append(type));
        code.alsoDependsOn().forEach(type -> line.append("\talso ").append(type));
        code.resources().forEach(name -> line.append("\tresource ").append(escape(name)));
        if (!code.version().isEmpty()) {
            line.append("\tversion ").append(escape(code.version()));
        }
        if (code.isInstance()) {
            line.append("\t").append(INSTANCE);
        }
        return line.toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not the code of a node
     */
    public static NodeCode read(String line) {
        String[] fields = line.split("\t", -1);
        List<String> types = new ArrayList<>();
        List<String> alsoDependsOn = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        String version = "";
        boolean isInstance = fields.length > 1 && fields[fields.length - 1].equals(INSTANCE);
        for (int i = 1; i < fields.length - (isInstance ? 1 : 0); i++) {
            int space = fields[i].indexOf(' ');
            String value = fields[i].substring(space + 1);
            switch (fields[i].substring(0, Math.max(0, space))) {
                case "type" -> types.add(value);
                case "also" -> alsoDependsOn.add(value);
                case "resource" -> resources.add(value.translateEscapes());
                case "version" -> version = value.translateEscapes();
                default -> throw new IllegalArgumentException("not the code of a node: " + line);
            }
        }
        return new NodeCode(fields[0], types, alsoDependsOn, resources, version, isInstance);
    }
}
