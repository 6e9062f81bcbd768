package dev.freshet.processor.fingerprint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Whether the initialiser of a static field may do more than give the field its value: then it counts for everybody who
 * initialises the class, not only for those who read the field.
 */
final class SideEffects extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Symbols symbols;
    private final Trees trees;
    private final TreePath path;
    private boolean found;

    SideEffects(Symbols symbols, Trees trees, TreePath path) {
        this.symbols = symbols;
        this.trees = trees;
        this.path = path;
    }

    boolean mayHave(Tree initializer) {
        scan(initializer, null);
        return found;
    }

    /** Code of the JDK is trusted to change nothing of ours. */
    private void called(Tree tree) {
        Element element = trees.getElement(new TreePath(path, tree));
        found |= element != null && element.getEnclosingElement() instanceof TypeElement owner && !symbols.isJdk(owner);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        called(tree);
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
        called(tree);
        return super.visitNewClass(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        found = true;
        return null;
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
        found = true;
        return null;
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
        switch (tree.getKind()) {
            case POSTFIX_INCREMENT, POSTFIX_DECREMENT, PREFIX_INCREMENT, PREFIX_DECREMENT -> found = true;
            default -> {}
        }
        return super.visitUnary(tree, null);
    }

    /** Does nothing before it is called. */
    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        return null;
    }
}
