package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes lines as text blocks that each fit into one string constant. */
final class TextParts {
    private TextParts() {}

    /** Returns the text blocks as arguments of a call. */
    static CodeBlock arguments(List<String> lines) {
        CodeBlock.Builder arguments = CodeBlock.builder();
        String separator = "";
        for (String part : parts(lines)) {
            arguments.add(separator).add("$L", "\"\"\"\n" + part + "\"\"\"");
            separator = ", ";
        }
        return arguments.build();
    }

    private static List<String> parts(List<String> lines) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (String each : lines) {
            String line = escape(each) + "\n";
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > Parts.TEXT && bytes > 0) {
                parts.add(part.toString());
                part.setLength(0);
                bytes = 0;
            }
            part.append(line);
            bytes += length;
        }
        parts.add(part.toString());
        return parts;
    }

    /** Escapes spaces at the end of a line, which a text block would drop. */
    private static String escape(String line) {
        String escaped = line.replace("\\", "\\\\").replace("\t", "\\t").replace("\"", "\\\"");
        return escaped.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "\\s" : escaped;
    }
}
