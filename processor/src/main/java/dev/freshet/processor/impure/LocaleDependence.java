package dev.freshet.processor.impure;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a pattern that is written in the code gives other text in another locale. */
final class LocaleDependence {
    /** Conversions of {@code java.util.Formatter} that use the locale's separators, digits or names. */
    private static final Pattern FORMAT = Pattern.compile("%(?:\\d+\\$)?[-#+ 0(]*(?:,|[-#+ 0,(\\d.]*[eEfgGaAtT])");
    /** Letters of {@code DateTimeFormatter} that stand for words or for the locale's week. */
    private static final Pattern DATES = Pattern.compile("M{3}|L{3}|Q{3}|q{3}|[EecaBGzOVWwY]");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    private LocaleDependence() {}

    /** Of {@code String.format}, {@code formatted} and {@code DateTimeFormatter.ofPattern} with a literal; true for all others. */
    static boolean mayMatter(String method, MethodInvocationTree call) {
        return switch (method) {
            case "format" -> first(call.getArguments(), FORMAT, false);
            case "formatted" ->
                !(call.getMethodSelect() instanceof MemberSelectTree select)
                        || first(List.of(select.getExpression()), FORMAT, false);
            case "ofPattern" -> first(call.getArguments(), DATES, true);
            default -> true;
        };
    }

    private static boolean first(List<? extends ExpressionTree> expressions, Pattern pattern, boolean hasQuotes) {
        if (expressions.isEmpty()
                || !(expressions.get(0) instanceof LiteralTree literal)
                || !(literal.getValue() instanceof String text)) {
            return true;
        }
        return pattern.matcher(hasQuotes ? QUOTED.matcher(text).replaceAll("") : text)
                .find();
    }
}
