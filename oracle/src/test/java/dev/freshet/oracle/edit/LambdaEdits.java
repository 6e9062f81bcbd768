package dev.freshet.oracle.edit;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Lambdas, method references and anonymous classes, each as the other. */
final class LambdaEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof LambdaExpressionTree lambda) {
            lambda(lambda, place, file, found);
        } else if (tree instanceof MemberReferenceTree reference) {
            reference(reference, place, file, found);
        }
        if ((tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree)
                && file.type(place) instanceof DeclaredType type) {
            found.add("lambda.cast", file.wrap("(" + type + ") (", tree, ")"));
            found.add("lambda.serializable", file.wrap("(" + type + " & java.io.Serializable) ", tree, ""));
            found.add("lambda.marker", file.wrap("(" + type + " & java.util.RandomAccess) ", tree, ""));
        }
    }

    private static void lambda(LambdaExpressionTree lambda, TreePath place, SourceFile file, Found found) {
        boolean isExpression = lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION;
        List<String> names = lambda.getParameters().stream()
                .map(each -> each.getName().toString())
                .toList();
        String types = lambda.getParameters().stream()
                .map(each -> file.type(place, each) + " " + each.getName())
                .collect(Collectors.joining(", ", "(", ")"));
        String vars = names.stream().map(name -> "var " + name).collect(Collectors.joining(", ", "(", ")"));
        int head = file.start(lambda);
        int arrow = file.text.indexOf("->", head);
        found.add("lambda.explicitTypes", file.replace(head, arrow, types + " "));
        found.add("lambda.varTypes", file.replace(head, arrow, vars + " "));
        if (names.size() > 1) {
            found.add(
                    "lambda.swapParameters",
                    file.swap(
                            lambda.getParameters().get(0),
                            lambda.getParameters().get(1)));
        }
        Tree body = lambda.getBody();
        if (isExpression) {
            found.add("lambda.block", file.wrap("{ return ", body, "; }"));
            found.add("lambda.statement", file.wrap("{ ", body, "; }"));
            if (body instanceof MethodInvocationTree call) {
                toReference(lambda, call, place, file, found);
            }
        }
        toAnonymous(lambda, place, file, found);
    }

    private static void toReference(
            LambdaExpressionTree lambda, MethodInvocationTree call, TreePath place, SourceFile file, Found found) {
        TreePath at = new TreePath(place, call);
        if (!(file.element(at) instanceof ExecutableElement method)
                || !(method.getEnclosingElement() instanceof TypeElement owner)) {
            return;
        }
        String name = method.getSimpleName().toString();
        found.add("lambda.toReference", file.replace(lambda, owner.getQualifiedName() + "::" + name));
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            found.add("lambda.toReference", file.replace(lambda, file.text(select.getExpression()) + "::" + name));
        }
    }

    private static void toAnonymous(ExpressionTree lambda, TreePath place, SourceFile file, Found found) {
        if (!(file.type(place) instanceof DeclaredType type) || !(lambda instanceof LambdaExpressionTree written)) {
            return;
        }
        ExecutableElement method = functional(type, file);
        if (method == null) {
            return;
        }
        ExecutableType of = (ExecutableType) file.types.asMemberOf(type, method);
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < written.getParameters().size(); i++) {
            VariableTree each = written.getParameters().get(i);
            parameters
                    .append(i == 0 ? "" : ", ")
                    .append(plain(of.getParameterTypes().get(i)))
                    .append(' ')
                    .append(each.getName());
        }
        boolean isVoid = of.getReturnType().getKind() == TypeKind.VOID;
        String body = written.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT
                ? file.text(written.getBody())
                : "{ " + (isVoid ? "" : "return ") + file.text(written.getBody()) + "; }";
        found.add(
                "lambda.toAnonymous",
                file.replace(
                        lambda,
                        "new " + plain(type) + "() { public " + plain(of.getReturnType()) + " " + method.getSimpleName()
                                + "(" + parameters + ") " + body + " }"));
    }

    private static String plain(TypeMirror type) {
        return type.toString().replaceAll("\\? (super|extends) ", "");
    }

    private static ExecutableElement functional(DeclaredType type, SourceFile file) {
        return ElementFilter.methodsIn(file.elements.getAllMembers((TypeElement) type.asElement())).stream()
                .filter(each -> Members.has(each, Modifier.ABSTRACT)
                        && !each.getSimpleName().contentEquals("equals"))
                .findFirst()
                .orElse(null);
    }

    private static void reference(MemberReferenceTree reference, TreePath place, SourceFile file, Found found) {
        String qualifier = file.text(reference.getQualifierExpression());
        String name = reference.getName().toString();
        if (reference.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
            found.add("lambda.fromReference", file.replace(reference, "() -> new " + qualifier + "()"));
            found.add("lambda.fromReference", file.replace(reference, "x1 -> new " + qualifier + "(x1)"));
            return;
        }
        for (String lambda : List.of(
                "x1 -> " + qualifier + "." + name + "(x1)",
                "x1 -> x1." + name + "()",
                "(x1, x2) -> " + qualifier + "." + name + "(x1, x2)",
                "() -> " + qualifier + "." + name + "()")) {
            found.add("lambda.fromReference", file.replace(reference, lambda));
        }
        if (file.element(place) instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement owner) {
            for (ExecutableElement other : ElementFilter.methodsIn(owner.getEnclosedElements())) {
                if (!other.equals(method)
                        && other.getParameters().size()
                                == method.getParameters().size()
                        && file.pathOf(owner) != null) {
                    found.add("lambda.otherMethod", file.replace(reference, qualifier + "::" + other.getSimpleName()));
                }
            }
        }
    }
}
