package dev.freshet.oracle.edit;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;

/** Cases, labels, guards and patterns. Those of newer compilers are found by their text. */
final class SwitchEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof SwitchTree choice) {
            cases(choice.getCases(), file, found);
        } else if (tree instanceof SwitchExpressionTree choice) {
            cases(choice.getCases(), file, found);
        } else if (tree instanceof CaseTree each) {
            one(each, file, found);
        } else if (tree instanceof InstanceOfTree test) {
            found.add("pattern.negate", file.wrap("(!(", test, "))"));
            if (test.getPattern() != null) {
                found.add("pattern.final", file.insert(file.start(test.getPattern()), "final "));
                pattern(test.getPattern(), file, found);
            }
        } else if (tree.getKind().name().equals("DECONSTRUCTION_PATTERN")) {
            pattern(tree, file, found);
        } else if (tree.getKind().name().equals("BINDING_PATTERN")) {
            found.add("pattern.unnamed", file.replace(tree, file.text(tree).replaceFirst("\\w+$", "_")));
            found.add("pattern.any", file.replace(tree, "_"));
            found.add("pattern.var", file.replace(tree, file.text(tree).replaceFirst("^.*\\s", "var ")));
        }
    }

    private static void cases(List<? extends CaseTree> cases, SourceFile file, Found found) {
        for (int i = 0; i < cases.size(); i++) {
            found.add("switch.dropCase", file.delete(cases.get(i)));
            if (i > 0) {
                found.add("switch.swapCases", file.swap(cases.get(i - 1), cases.get(i)));
            }
            if (file.text(cases.get(i)).startsWith("case ")
                    && !file.text(cases.get(cases.size() - 1)).startsWith("default")) {
                String arrow = cases.get(i).getCaseKind() == CaseTree.CaseKind.RULE
                        ? " -> throw new IllegalStateException();"
                        : ":";
                found.add("switch.addDefault", file.insert(file.end(cases.get(cases.size() - 1)), " default" + arrow));
            }
        }
    }

    private static void one(CaseTree each, SourceFile file, Found found) {
        List<? extends ExpressionTree> labels = each.getExpressions();
        if (labels.size() > 1) {
            found.add("switch.swapLabels", file.swap(labels.get(0), labels.get(1)));
            found.add("switch.dropLabel", file.replace(file.end(labels.get(0)), file.end(labels.get(1)), ""));
        }
        String text = file.text(each);
        if (each.getCaseKind() == CaseTree.CaseKind.RULE) {
            Tree body = each.getBody();
            if (body instanceof ExpressionTree) {
                found.add(
                        "switch.toYield",
                        file.replace(file.start(body), file.end(body) + 1, "{ yield " + file.text(body) + "; }"));
                found.add("switch.throws", file.replace(body, "throw new IllegalStateException(\"case\")"));
            }
            int guard = text.indexOf(" when ");
            int arrow = text.indexOf("->");
            if (guard >= 0 && guard < arrow) {
                String condition = text.substring(guard + 6, arrow);
                int at = file.start(each) + guard;
                found.add("switch.dropGuard", file.replace(at, file.start(each) + arrow, " "));
                found.add(
                        "switch.negateGuard", file.replace(at + 6, file.start(each) + arrow, "!(" + condition + ") "));
            } else if (text.startsWith("case ") && arrow > 0) {
                found.add("switch.addGuard", file.insert(file.start(each) + arrow, "when \"\".isEmpty() "));
                found.add("switch.addFalseGuard", file.insert(file.start(each) + arrow, "when \"a\".isEmpty() "));
            }
            if (text.startsWith("default ->")) {
                found.add(
                        "switch.nullDefault",
                        file.replace(file.start(each), file.start(each) + 7, "case null, default"));
            }
        } else {
            List<? extends StatementTree> statements = each.getStatements();
            if (!statements.isEmpty()) {
                found.add("switch.addBreak", file.insert(file.end(statements.get(statements.size() - 1)), " break;"));
                found.add(
                        "switch.wrap",
                        file.insert(file.start(statements.get(0)), "{"),
                        file.insert(file.end(statements.get(statements.size() - 1)), "}"));
            }
        }
    }

    private static void pattern(Tree pattern, SourceFile file, Found found) {
        String text = file.text(pattern);
        int open = text.indexOf('(');
        if (open > 0) {
            found.add("pattern.toType", file.replace(pattern, text.substring(0, open) + " whole"));
            found.add(
                    "pattern.components",
                    file.replace(pattern, text.replaceAll("\\b(int|Expr|String) (\\w+)", "var $2")));
            found.add(
                    "pattern.unnamedAll",
                    file.replace(pattern, text.replaceAll("\\b(int|Expr|String|var) (\\w+)", "_")));
        } else {
            found.add("pattern.parentheses", file.replace(pattern, "(" + text + ")"));
        }
    }
}
