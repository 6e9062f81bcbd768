package dev.freshet.processor.impure;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ImpureKind;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Calls that are in the table of rules, but whose arguments show that they give the same everywhere. */
final class HarmlessCalls {
    /** Conversions of {@code java.util.Formatter} that use the locale's separators, digits or names. */
    private static final Pattern FORMAT = Pattern.compile("%(?:\\d+\\$)?[-#+ 0(]*(?:,|[-#+ 0,(\\d.]*[eEfgGaAtT])");
    /** Letters of {@code DateTimeFormatter} that stand for words or for the locale's week. */
    private static final Pattern DATES = Pattern.compile("M{3}|L{3}|Q{3}|q{3}|[EecaBGzOVWwY]");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern JDK = Pattern.compile("(?:java|javax|jdk|sun|com\\.sun)\\..*");

    private final Trees trees;
    private final TreePath path;

    /** @param path a path of the compilation unit */
    HarmlessCalls(Trees trees, TreePath path) {
        this.trees = trees;
        this.path = path;
    }

    private @Nullable Element element(Tree tree) {
        return trees.getElement(new TreePath(path, tree));
    }

    boolean contains(ImpureKind kind, String method, MethodInvocationTree call) {
        return switch (kind) {
            case DEFAULTS -> isEqualInEachLocale(method, call);
            case REFLECTION -> isSeen(call);
            default -> false;
        };
    }

    private boolean isEqualInEachLocale(String method, MethodInvocationTree call) {
        return switch (method) {
            case "format" -> lacks(FORMAT, constant(call.getArguments()));
            case "formatted" ->
                call.getMethodSelect() instanceof MemberSelectTree select
                        && lacks(FORMAT, constant(List.of(select.getExpression())));
            case "ofPattern" -> {
                String pattern = constant(call.getArguments());
                yield lacks(
                        DATES, pattern == null ? null : QUOTED.matcher(pattern).replaceAll(""));
            }
            default -> false;
        };
    }

    private static boolean lacks(Pattern pattern, @Nullable String text) {
        return text != null && !pattern.matcher(text).find();
    }

    /**
     * All members of a class that is named by a literal count as code. That of the JDK counts as given, however it is
     * found.
     */
    private boolean isSeen(MethodInvocationTree call) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getExpression() instanceof MemberSelectTree literal
                && literal.getIdentifier().contentEquals("class")) {
            return element(literal.getExpression()) instanceof TypeElement;
        }
        String name = constant(call.getArguments());
        return name != null && JDK.matcher(name).matches();
    }

    /** The value of the first expression if it is a text that the compiler knows; else null. */
    private @Nullable String constant(List<? extends ExpressionTree> expressions) {
        if (expressions.isEmpty()) {
            return null;
        }
        Object value = expressions.get(0) instanceof LiteralTree literal
                ? literal.getValue()
                : element(expressions.get(0)) instanceof VariableElement variable ? variable.getConstantValue() : null;
        return value instanceof String text ? text : null;
    }
}
