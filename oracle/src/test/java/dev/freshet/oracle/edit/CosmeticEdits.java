package dev.freshet.oracle.edit;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Comments, layout, parentheses, and words that Java assumes where they are missing. */
final class CosmeticEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof StatementTree || tree instanceof MethodTree || tree instanceof ClassTree) {
            found.add("cosmetic.comment", file.insert(file.start(tree), "/* a comment */ "));
            found.add("cosmetic.line", file.insert(file.start(tree), "\n\n// a line\n"));
            if (!(tree instanceof BlockTree)) {
                found.add("cosmetic.javadoc", file.insert(file.start(tree), "/** Javadoc. @deprecated no */\n"));
            }
        }
        if (tree instanceof ExpressionTree && place.getParentPath().getLeaf() instanceof BinaryTree) {
            found.add("cosmetic.parentheses", file.wrap("((", tree, "))"));
        }
        if (tree instanceof BlockTree block) {
            found.add(
                    "cosmetic.layout",
                    file.replace(
                            block,
                            file.text(block).contains("\"\"\"")
                                    ? file.text(block)
                                    : file.text(block).replace("\n", "\r\n\t")));
        } else if (tree instanceof MethodTree method) {
            method(method, place, file, found);
        } else if (tree instanceof ClassTree type) {
            found.add("cosmetic.semicolon", Members.add(type, file, ";"));
            implied(type, place, file, found);
        } else if (tree instanceof VariableTree parameter
                && place.getParentPath().getLeaf() instanceof MethodTree
                && file.text(parameter).contains(" ")) {
            found.add("cosmetic.finalParameter", file.insert(file.start(parameter), "final "));
        }
    }

    private static void method(MethodTree method, TreePath place, SourceFile file, Found found) {
        if (!(file.element(place) instanceof ExecutableElement element) || method.getBody() == null) {
            return;
        }
        if (element.getKind() == ElementKind.CONSTRUCTOR
                && !file.text(method).contains("this(")
                && !file.text(method).contains("super(")
                && element.getEnclosingElement().getKind() == ElementKind.CLASS) {
            found.add("cosmetic.superCall", file.insert(file.start(method.getBody()) + 1, " super();"));
        }
        if (element.getReturnType().getKind() == TypeKind.VOID || element.getKind() == ElementKind.CONSTRUCTOR) {
            found.add("cosmetic.return", file.insert(file.end(method.getBody()) - 1, " return;"));
        }
        found.add("cosmetic.suppress", file.insert(file.start(method), "@SuppressWarnings({\"all\"}) "));
    }

    private static void implied(ClassTree type, TreePath place, SourceFile file, Found found) {
        if (!(file.element(place) instanceof TypeElement element)) {
            return;
        }
        boolean hasConstructor = type.getMembers().stream()
                .anyMatch(member -> member instanceof MethodTree method
                        && method.getReturnType() == null
                        && file.start(method) > Members.bodyStart(type, file));
        if (element.getKind() == ElementKind.CLASS
                && !hasConstructor
                && !type.getSimpleName().isEmpty()) {
            found.add(
                    "cosmetic.defaultConstructor",
                    Members.add(type, file, Members.visibility(element) + type.getSimpleName() + "() {}"));
        }
        if (element.getKind() == ElementKind.INTERFACE) {
            List<Tree> members = Members.written(type, place, file);
            members.stream()
                    .filter(member -> member instanceof VariableTree
                            || member instanceof MethodTree method && method.getBody() == null)
                    .forEach(member -> found.add("cosmetic.impliedPublic", file.insert(file.start(member), "public ")));
            members.stream()
                    .filter(VariableTree.class::isInstance)
                    .forEach(member ->
                            found.add("cosmetic.impliedStatic", file.insert(file.start(member), "static final ")));
        }
    }
}
