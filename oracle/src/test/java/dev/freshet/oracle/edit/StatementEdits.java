package dev.freshet.oracle.edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** Deletes, repeats, swaps and wraps statements. */
final class StatementEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof BlockTree block) {
            block(block, place, file, found);
            statements(block.getStatements(), place, file, found);
        } else if (tree instanceof CaseTree each && each.getStatements() != null) {
            statements(each.getStatements(), place, file, found);
        } else if (tree instanceof ReturnTree returned && returned.getExpression() != null) {
            returns(returned, place, file, found);
        }
    }

    private static void block(BlockTree block, TreePath place, SourceFile file, Found found) {
        int inside = file.start(block) + (block.isStatic() ? file.text(block).indexOf('{') : 0) + 1;
        found.add("statement.wrapBlock", file.insert(inside, "{"), file.insert(file.end(block), "}"));
        found.add("statement.semicolon", file.insert(file.end(block) - 1, ";"));
        if (place.getParentPath().getLeaf() instanceof MethodTree method && method.getReturnType() != null) {
            found.add("statement.empty", file.replace(inside, file.end(block) - 1, ""));
            found.add("statement.throwFirst", file.replace(inside, file.end(block) - 1, "throw null;"));
            found.add(
                    "statement.synchronize",
                    file.insert(inside, "synchronized (String.class) {"),
                    file.insert(file.end(block), "}"));
            found.add(
                    "statement.finally",
                    file.insert(inside, "try {"),
                    file.insert(file.end(block), "finally { new Object().hashCode(); }}"));
            found.add("statement.assertion", file.insert(inside, "assert String.class != null;"));
        }
    }

    private static void statements(
            List<? extends StatementTree> statements, TreePath place, SourceFile file, Found found) {
        List<? extends StatementTree> written =
                statements.stream().filter(file::isWritten).toList();
        for (int i = 0; i < written.size(); i++) {
            StatementTree each = written.get(i);
            found.add("statement.delete", file.delete(each));
            if (i + 1 < written.size()) {
                found.add("statement.swap", file.swap(each, written.get(i + 1)));
            }
            if (!(each instanceof VariableTree) && !(each instanceof ReturnTree)) {
                found.add("statement.duplicate", file.insert(file.end(each), " " + file.text(each)));
                found.add("statement.ifTrue", file.wrap("if (true) { ", each, " }"));
                found.add("statement.ifOpaque", file.wrap("if (\"\".isEmpty()) { ", each, " }"));
                found.add("statement.braces", file.wrap("{ ", each, " }"));
                found.add(
                        "statement.catch",
                        file.wrap("try { ", each, " } catch (RuntimeException thrown) { throw thrown; }"));
            }
            if (each instanceof ExpressionStatementTree) {
                found.add("statement.repeat", file.wrap("for (int r = 0; r < 2; r++) ", each, ""));
                found.add("statement.lambda", file.wrap("((Runnable) () -> ", each, ").run();"));
            }
            if (each instanceof VariableTree variable && variable.getInitializer() != null) {
                found.add(
                        "statement.splitVariable",
                        file.insert(file.start(variable.getInitializer()), "null; " + variable.getName() + " = "));
            }
        }
    }

    private static void returns(ReturnTree returned, TreePath place, SourceFile file, Found found) {
        Tree value = returned.getExpression();
        found.add("statement.returnNull", file.replace(value, "null"));
        found.add("statement.returnZero", file.replace(value, "0"));
        TreePath method = place;
        while (!(method.getLeaf() instanceof MethodTree) && !(method.getLeaf() instanceof LambdaExpressionTree)) {
            method = method.getParentPath();
        }
        TypeMirror type = method.getLeaf() instanceof MethodTree of ? file.type(method, of.getReturnType()) : null;
        if (type != null) {
            found.add(
                    "statement.viaLocal",
                    file.insert(file.start(returned), "{ " + type + " held = " + file.text(value) + "; "),
                    file.replace(value, "held"),
                    file.insert(file.end(returned), " }"));
            found.add("statement.castReturn", file.wrap("(" + type + ") (", value, ")"));
        }
    }
}
