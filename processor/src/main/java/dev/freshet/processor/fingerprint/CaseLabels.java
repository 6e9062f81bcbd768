package dev.freshet.processor.fingerprint;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a {@code case} that only newer compilers know: patterns and guards, since Java 21. */
final class CaseLabels {
    private static final @Nullable MethodHandle LABELS = find("getLabels", List.class);
    private static final @Nullable MethodHandle GUARD = find("getGuard", ExpressionTree.class);

    private CaseLabels() {}

    private static @Nullable MethodHandle find(String name, Class<?> result) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(CaseTree.class, name, MethodType.methodType(result))
                    .asType(MethodType.methodType(Object.class, CaseTree.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    /** The labels; empty if the compiler has no such notion. */
    @SuppressWarnings("unchecked")
    static List<? extends Tree> labels(CaseTree tree) {
        Object labels = LABELS == null ? null : call(LABELS, tree);
        return labels == null ? List.of() : (List<? extends Tree>) labels;
    }

    static @Nullable Tree guard(CaseTree tree) {
        return GUARD == null ? null : (Tree) call(GUARD, tree);
    }

    /** The expressions of labels of which none is a pattern; javac 17 looks for them anew for each question. */
    static List<? extends Tree> constants(CaseTree tree, List<? extends Tree> labels) {
        for (Tree label : labels) {
            if (!(label instanceof ExpressionTree)) {
                return tree.getExpressions();
            }
        }
        return labels.isEmpty() ? tree.getExpressions() : labels;
    }

    static boolean hasDefault(List<? extends Tree> labels) {
        for (Tree label : labels) {
            if (isDefault(label)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no label is a pattern; javac 17 has the expressions themselves as labels. */
    static boolean arePlain(List<? extends Tree> labels) {
        for (Tree label : labels) {
            if (!isPlain(label)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a label is {@code default}, alone or after {@code null}. */
    private static boolean isDefault(Tree label) {
        return label.getKind().name().equals("DEFAULT_CASE_LABEL");
    }

    private static boolean isPlain(Tree label) {
        return label instanceof ExpressionTree
                || isDefault(label)
                || label.getKind().name().equals("CONSTANT_CASE_LABEL");
    }

    private static @Nullable Object call(MethodHandle method, CaseTree tree) {
        try {
            return (Object) method.invokeExact(tree);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
