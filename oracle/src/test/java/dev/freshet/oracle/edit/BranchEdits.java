package dev.freshet.oracle.edit;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;

/** Changes where the code goes: conditions, loops, jumps, exceptions. */
final class BranchEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof IfTree branch) {
            branch(branch, file, found);
        } else if (tree instanceof ConditionalExpressionTree chosen) {
            condition(chosen.getCondition(), file, found);
            found.add("branch.swap", file.swap(chosen.getTrueExpression(), chosen.getFalseExpression()));
            found.add("branch.always", file.replace(chosen, "(" + file.text(chosen.getTrueExpression()) + ")"));
            found.add("branch.never", file.replace(chosen, "(" + file.text(chosen.getFalseExpression()) + ")"));
        } else if (tree instanceof WhileLoopTree loop) {
            condition(loop.getCondition(), file, found);
            found.add(
                    "branch.doWhile",
                    file.replace(
                            loop,
                            "do " + file.text(loop.getStatement()) + " while " + file.text(loop.getCondition()) + ";"));
        } else if (tree instanceof DoWhileLoopTree loop) {
            condition(loop.getCondition(), file, found);
        } else if (tree instanceof ForLoopTree loop) {
            loop(loop, file, found);
        } else if (tree instanceof EnhancedForLoopTree loop) {
            found.add("branch.noLoop", file.replace(loop.getStatement(), "{ break; }"));
        } else {
            jumps(place, file, found);
        }
    }

    private static void branch(IfTree branch, SourceFile file, Found found) {
        condition(branch.getCondition(), file, found);
        found.add("branch.always", file.replace(branch.getCondition(), "(true)"));
        found.add("branch.never", file.replace(branch.getCondition(), "(false)"));
        if (branch.getElseStatement() != null) {
            found.add("branch.swap", file.swap(branch.getThenStatement(), branch.getElseStatement()));
            found.add(
                    "branch.dropElse",
                    file.replace(file.end(branch.getThenStatement()), file.end(branch.getElseStatement()), ""));
        } else {
            found.add("branch.emptyElse", file.insert(file.end(branch), " else {}"));
            found.add("branch.toWhile", file.replace(file.start(branch), file.start(branch) + 2, "while"));
        }
    }

    private static void condition(ExpressionTree condition, SourceFile file, Found found) {
        found.add("branch.negate", file.wrap("(!(", condition, "))"));
        found.add("branch.andTrue", file.wrap("((", condition, ") && \"\".isEmpty())"));
        found.add("branch.doubleNegation", file.wrap("(!!(", condition, "))"));
    }

    private static void loop(ForLoopTree loop, SourceFile file, Found found) {
        if (loop.getCondition() != null) {
            condition(loop.getCondition(), file, found);
            found.add("branch.noCondition", file.delete(loop.getCondition()));
        }
        loop.getUpdate()
                .forEach(update -> found.add(
                        "branch.stepTwice",
                        file.insert(file.end(update), ", " + file.text(update).replace(";", ""))));
        if (loop.getUpdate().size() > 1) {
            found.add(
                    "branch.swapSteps",
                    file.swap(loop.getUpdate().get(0), loop.getUpdate().get(1)));
        }
    }

    private static void jumps(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof BreakTree jump) {
            String label = jump.getLabel() == null ? "" : " " + jump.getLabel();
            found.add("branch.continue", file.replace(jump, "continue" + label + ";"));
            found.add("branch.dropLabel", file.replace(jump, "break;"));
        } else if (tree instanceof ContinueTree jump) {
            String label = jump.getLabel() == null ? "" : " " + jump.getLabel();
            found.add("branch.break", file.replace(jump, "break" + label + ";"));
            found.add("branch.dropLabel", file.replace(jump, "continue;"));
        } else if (tree instanceof LabeledStatementTree label) {
            String name = label.getLabel().toString();
            found.add(
                    "branch.renameLabel",
                    file.replace(label, file.text(label).replaceAll("\\b" + name + "\\b", "other")));
        } else if (tree instanceof TryTree tried) {
            tried(tried, file, found);
        } else if (tree instanceof CatchTree caught) {
            found.add("branch.catchWider", file.replace(caught.getParameter().getType(), "Exception"));
            found.add("branch.catchAll", file.replace(caught.getParameter().getType(), "Throwable"));
            found.add("branch.catchOther", file.replace(caught.getParameter().getType(), "IllegalStateException"));
        } else if (tree instanceof ThrowTree thrown) {
            found.add("branch.throwOther", file.replace(thrown.getExpression(), "new IllegalArgumentException()"));
            found.add("branch.noThrow", file.wrap("if (\"\".length() > 0) ", thrown, ""));
        } else if (tree instanceof SynchronizedTree locked) {
            found.add("branch.lockOther", file.replace(locked.getExpression(), "(String.class)"));
        }
    }

    private static void tried(TryTree tried, SourceFile file, Found found) {
        if (tried.getFinallyBlock() != null) {
            found.add("branch.emptyFinally", file.replace(tried.getFinallyBlock(), "{}"));
            found.add(
                    "branch.earlyFinally",
                    file.insert(file.end(tried.getBlock()) - 1, file.text(tried.getFinallyBlock())));
        } else {
            found.add("branch.addFinally", file.insert(file.end(tried), " finally { }"));
        }
        tried.getCatches().forEach(each -> found.add("branch.dropCatch", file.delete(each)));
        if (tried.getCatches().size() > 1) {
            found.add(
                    "branch.swapCatches",
                    file.swap(tried.getCatches().get(0), tried.getCatches().get(1)));
        }
        tried.getResources().forEach(each -> found.add("branch.dropResource", file.delete(each)));
    }
}
