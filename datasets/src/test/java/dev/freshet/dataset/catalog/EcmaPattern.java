package dev.freshet.dataset.catalog;

import com.networknt.schema.regex.RegularExpression;
import io.roastedroot.quickjs4j.core.Runner;
import java.util.List;

/**
 * A regular expression of ECMA-262 with the flag {@code u}. QuickJS reads and matches it, a JavaScript engine without the
 * leniency that the language allows without the flag: {@code \\{.+}} is a syntax error.
 */
final class EcmaPattern implements RegularExpression {
    private static final Runner JAVASCRIPT = Runner.builder().build();

    private final String pattern;

    /** @throws IllegalArgumentException if the pattern is not one */
    EcmaPattern(String pattern) {
        this.pattern = pattern;
        matches("");
    }

    @Override
    public boolean matches(String text) {
        return switch (run("new RegExp(%s, 'u').test(%s)".formatted(literal(pattern), literal(text)))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a regular expression under the flag u: " + pattern);
        };
    }

    private static synchronized String run(String expression) {
        JAVASCRIPT.compileAndExec("try { console.log(" + expression + ") } catch (e) { console.log(e.name) }");
        List<String> lines = JAVASCRIPT.stdout().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            literal.append(String.format("\\u%04x", (int) c));
        }
        return literal.append('"').toString();
    }
}
