package dev.freshet.oracle.edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code var}, boxing, variable arity, arrays. */
final class VariableEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof VariableTree variable && variable.getType() != null) {
            variable(variable, place, file, found);
        } else if (tree instanceof MethodInvocationTree call) {
            call(call, place, file, found);
        } else if (tree instanceof NewArrayTree array && array.getInitializers() != null) {
            found.add(
                    "variable.trailingComma",
                    file.insert(file.end(array) - 1, array.getInitializers().isEmpty() ? "" : ","));
            if (array.getInitializers().size() > 1) {
                found.add(
                        "variable.swapElements",
                        file.swap(
                                array.getInitializers().get(0),
                                array.getInitializers().get(1)));
            }
        }
        if (tree instanceof ExpressionTree
                && place.getParentPath().getLeaf() instanceof MethodInvocationTree call
                && call.getArguments().contains(tree)) {
            box(tree, place, file, found);
        }
    }

    private static void variable(VariableTree variable, TreePath place, SourceFile file, Found found) {
        Tree owner = place.getParentPath().getLeaf();
        String declaration = file.text(variable);
        boolean isVar = declaration.matches("(?s)(final )?var .*");
        TypeMirror type = file.type(place);
        if (isVar && type != null && owner.getKind() != Tree.Kind.LAMBDA_EXPRESSION) {
            found.add(
                    "variable.fromVar",
                    file.replace(
                            variable,
                            declaration.replaceFirst(
                                    "\\bvar\\b", type.toString().replace("$", ""))));
        } else if ((owner instanceof BlockTree || owner instanceof EnhancedForLoopTree)
                && file.isWritten(variable.getType())) {
            found.add("variable.toVar", file.replace(variable.getType(), "var"));
            found.add("variable.final", file.insert(file.start(variable), "final "));
        }
        if (declaration.contains("...")) {
            found.add("variable.toArray", file.replace(variable, declaration.replace("...", "[]")));
        } else if (type instanceof ArrayType && declaration.contains("[]")) {
            found.add("variable.toVarargs", file.replace(variable, declaration.replaceFirst("\\[\\]", "...")));
            found.add(
                    "variable.cArray",
                    file.replace(
                            variable,
                            declaration
                                    .replaceFirst("\\[\\]", "")
                                    .replaceFirst("\\b" + variable.getName() + "\\b", variable.getName() + "[]")));
        }
    }

    private static void call(MethodInvocationTree call, TreePath place, SourceFile file, Found found) {
        if (!(file.element(place) instanceof ExecutableElement method) || !method.isVarArgs()) {
            return;
        }
        int fixed = method.getParameters().size() - 1;
        if (call.getArguments().size() <= fixed) {
            return;
        }
        TypeMirror array = file.types.erasure(method.getParameters().get(fixed).asType());
        int from = file.start(call.getArguments().get(fixed));
        int to = file.end(call.getArguments().get(call.getArguments().size() - 1));
        found.add(
                "variable.packArguments",
                file.replace(from, to, "new " + array.toString() + "{" + file.text(from, to) + "}"));
        found.add(
                "variable.dropVarargs",
                file.replace(
                        from
                                - (fixed == 0
                                        ? 0
                                        : file.text(file.end(call.getArguments().get(fixed - 1)), from)
                                                .length()),
                        to,
                        ""));
    }

    private static void box(Tree argument, TreePath place, SourceFile file, Found found) {
        TypeMirror type = file.type(place);
        if (type == null) {
            return;
        }
        if (type.getKind().isPrimitive()) {
            String boxed =
                    file.types.boxedClass((PrimitiveType) type).getSimpleName().toString();
            found.add("variable.box", file.wrap(boxed + ".valueOf(", argument, ")"));
        } else if (type.toString().equals("java.lang.Integer")) {
            found.add("variable.unbox", file.wrap("(", argument, ").intValue()"));
        }
        if (type.getKind() == TypeKind.DECLARED) {
            found.add("variable.requireNonNull", file.wrap("java.util.Objects.requireNonNull(", argument, ")"));
        }
    }
}
