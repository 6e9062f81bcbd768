package dev.freshet.oracle.edit;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Map;

/** Other operators, operands and arguments. */
final class OperatorEdits implements Rule {
    private static final Map<Tree.Kind, List<String>> OTHERS = Map.ofEntries(
            Map.entry(Tree.Kind.PLUS, List.of("-", "*")),
            Map.entry(Tree.Kind.MINUS, List.of("+", "%")),
            Map.entry(Tree.Kind.MULTIPLY, List.of("/", "+")),
            Map.entry(Tree.Kind.DIVIDE, List.of("*", "%")),
            Map.entry(Tree.Kind.REMAINDER, List.of("/", "*")),
            Map.entry(Tree.Kind.LESS_THAN, List.of("<=", ">")),
            Map.entry(Tree.Kind.LESS_THAN_EQUAL, List.of("<", "!=")),
            Map.entry(Tree.Kind.GREATER_THAN, List.of(">=", "<")),
            Map.entry(Tree.Kind.GREATER_THAN_EQUAL, List.of(">", "==")),
            Map.entry(Tree.Kind.EQUAL_TO, List.of("!=", ">=")),
            Map.entry(Tree.Kind.NOT_EQUAL_TO, List.of("==")),
            Map.entry(Tree.Kind.CONDITIONAL_AND, List.of("||", "&")),
            Map.entry(Tree.Kind.CONDITIONAL_OR, List.of("&&", "|")),
            Map.entry(Tree.Kind.AND, List.of("|", "^")),
            Map.entry(Tree.Kind.OR, List.of("&", "^")),
            Map.entry(Tree.Kind.XOR, List.of("&", "|")),
            Map.entry(Tree.Kind.LEFT_SHIFT, List.of(">>", ">>>")),
            Map.entry(Tree.Kind.RIGHT_SHIFT, List.of(">>>", "<<")),
            Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT, List.of(">>")));

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof BinaryTree binary && file.isWritten(binary.getRightOperand())) {
            binary(binary, file, found);
        } else if (tree instanceof UnaryTree unary) {
            unary(unary, file, found);
        } else if (tree instanceof CompoundAssignmentTree assignment) {
            compound(assignment, file, found);
        } else if (tree instanceof AssignmentTree assignment && !isAnnotation(place)) {
            int from = file.end(assignment.getVariable());
            int sign = file.find("=", from, file.end(assignment));
            for (String other : List.of("+=", "-=", "*=")) {
                found.add("operator.toCompound", file.replace(sign, sign + 1, other));
            }
        } else if (tree instanceof TypeCastTree cast) {
            found.add("operator.dropCast", file.replace(cast, "(" + file.text(cast.getExpression()) + ")"));
            found.add("operator.castTwice", file.wrap("(" + file.text(cast.getType()) + ") (", cast, ")"));
        } else if (tree instanceof ArrayAccessTree access) {
            found.add("operator.index", file.replace(access.getIndex(), "0"));
        } else if (tree instanceof MethodInvocationTree call) {
            call(call, file, found);
        }
    }

    private static boolean isAnnotation(TreePath place) {
        return place.getParentPath().getLeaf().getKind() == Tree.Kind.ANNOTATION;
    }

    private static void binary(BinaryTree binary, SourceFile file, Found found) {
        if (!file.isWritten(binary.getLeftOperand())) {
            return;
        }
        int from = file.end(binary.getLeftOperand());
        int to = file.start(binary.getRightOperand());
        if (to <= from) {
            return;
        }
        for (String other : OTHERS.getOrDefault(binary.getKind(), List.of())) {
            found.add("operator.binary", file.replace(from, to, " " + other + " "));
        }
        found.add("operator.swapOperands", file.swap(binary.getLeftOperand(), binary.getRightOperand()));
        found.add("operator.left", file.replace(binary, "(" + file.text(binary.getLeftOperand()) + ")"));
        found.add("operator.right", file.replace(binary, "(" + file.text(binary.getRightOperand()) + ")"));
        found.add("operator.associate", file.wrap("(", binary.getRightOperand(), ")"));
    }

    private static void unary(UnaryTree unary, SourceFile file, Found found) {
        String operand = file.text(unary.getExpression());
        switch (unary.getKind()) {
            case POSTFIX_INCREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, PREFIX_DECREMENT -> {
                for (String other : List.of(operand + "++", "++" + operand, operand + "--", "--" + operand)) {
                    found.add("operator.step", file.replace(unary, other));
                }
                found.add("operator.stepToPlus", file.replace(unary, operand + " += 1"));
                found.add("operator.dropStep", file.replace(unary, operand));
            }
            default -> {
                found.add("operator.dropUnary", file.replace(unary, "(" + operand + ")"));
                found.add("operator.unary", file.replace(unary, "-(" + operand + ")"));
                found.add("operator.unary", file.replace(unary, "~(" + operand + ")"));
                found.add("operator.twice", file.wrap("-(-(", unary, "))"));
            }
        }
    }

    private static void compound(CompoundAssignmentTree assignment, SourceFile file, Found found) {
        int from = file.end(assignment.getVariable());
        int to = file.start(assignment.getExpression());
        for (String other : List.of("+=", "-=", "*=", "|=", "=", ">>=", "^=")) {
            found.add("operator.compound", file.replace(from, to, " " + other + " "));
        }
        String operator = file.text(from, to).replace("=", "");
        String variable = file.text(assignment.getVariable());
        found.add("operator.expandCompound", file.replace(from, to, " = " + variable + operator));
    }

    private static void call(MethodInvocationTree call, SourceFile file, Found found) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        for (int i = 0; i < arguments.size(); i++) {
            ExpressionTree argument = arguments.get(i);
            found.add("operator.argumentParentheses", file.wrap("(", argument, ")"));
            found.add("operator.argumentNull", file.replace(argument, "null"));
            found.add("operator.argumentToObject", file.wrap("(Object) (", argument, ")"));
            found.add("operator.argumentToLong", file.wrap("(long) (", argument, ")"));
            if (i > 0) {
                found.add("operator.swapArguments", file.swap(arguments.get(i - 1), argument));
                found.add(
                        "operator.dropArgument", file.replace(file.end(arguments.get(i - 1)), file.end(argument), ""));
            }
        }
    }
}
