package dev.freshet.oracle.edit;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Adds, drops, reorders and changes annotations, and the annotation types themselves. */
final class AnnotationEdits implements Rule {
    private static final List<String> EVERYWHERE = List.of("@Deprecated", "@SuppressWarnings(\"unused\")");
    private static final List<String> OF_THE_PROGRAM = List.of(
            "@mark.Marked",
            "@mark.Marked(level = 6)",
            "@mark.Marks.InClass",
            "@mark.Marks.InSource(2)",
            "@mark.Marks.Tag(\"t\")");

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof AnnotationTree annotation) {
            change(annotation, place, file, found);
        } else if (tree instanceof ClassTree || tree instanceof MethodTree || tree instanceof VariableTree) {
            declaration(tree, place, file, found);
        } else if (tree instanceof ParameterizedTypeTree || isTypeUse(place, file)) {
            if (isMarked(file)) {
                int name = tree instanceof MemberSelectTree select
                        ? file.end(select) - select.getIdentifier().length()
                        : file.start(tree);
                found.add("annotation.addToUse", file.insert(name, "@mark.Marks.Positive(than = 4) "));
            }
        }
    }

    private static boolean isMarked(SourceFile file) {
        return file.elements.getTypeElement("mark.Marked") != null;
    }

    private static boolean isTypeUse(TreePath place, SourceFile file) {
        Tree outer = place.getParentPath().getLeaf();
        return place.getLeaf() instanceof IdentifierTree
                && file.element(place) instanceof TypeElement
                && (outer instanceof VariableTree
                        || outer instanceof MethodTree
                        || outer instanceof ParameterizedTypeTree
                        || outer instanceof NewClassTree
                        || outer instanceof TypeCastTree
                        || outer instanceof LambdaExpressionTree);
    }

    private static void declaration(Tree tree, TreePath place, SourceFile file, Found found) {
        String where = tree instanceof ClassTree ? "Type" : tree instanceof MethodTree ? "Method" : where(place);
        if (tree instanceof VariableTree variable && !file.text(variable).contains(" ")
                || tree instanceof ClassTree type && type.getSimpleName().isEmpty()) {
            return;
        }
        for (String each : isMarked(file) ? OF_THE_PROGRAM : EVERYWHERE) {
            found.add("annotation.addTo" + where, file.insert(file.start(tree), each + " "));
        }
        if (tree instanceof ClassTree type && type.getKind() == Tree.Kind.INTERFACE) {
            found.add("annotation.addToType", file.insert(file.start(tree), "@FunctionalInterface "));
        }
    }

    private static String where(TreePath place) {
        Tree owner = place.getParentPath().getLeaf();
        return owner instanceof ClassTree ? "Field" : owner instanceof MethodTree ? "Parameter" : "Local";
    }

    private static void change(AnnotationTree annotation, TreePath place, SourceFile file, Found found) {
        String name = file.text(annotation.getAnnotationType());
        if (name.equals("Node")) {
            return;
        }
        found.add("annotation.drop", file.delete(annotation));
        found.add("annotation.twice", file.insert(file.end(annotation), " " + file.text(annotation)));
        found.add("annotation.noArguments", file.replace(annotation, "@" + name));
        Tree owner = place.getParentPath().getLeaf();
        if (owner instanceof ModifiersTree modifiers
                && modifiers.getAnnotations().size() > 1
                && modifiers.getAnnotations().get(0) != annotation) {
            found.add("annotation.swap", file.swap(modifiers.getAnnotations().get(0), annotation));
        }
        for (ExpressionTree argument : annotation.getArguments()) {
            argument(argument, annotation, place, file, found);
        }
    }

    private static void argument(
            ExpressionTree argument, AnnotationTree annotation, TreePath place, SourceFile file, Found found) {
        if (!file.isWritten(argument)) {
            return;
        }
        ExpressionTree value = argument instanceof AssignmentTree assignment && file.isWritten(assignment.getVariable())
                ? assignment.getExpression()
                : argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        if (value instanceof NewArrayTree array && array.getInitializers() != null) {
            array.getInitializers()
                    .forEach(each -> found.add("annotation.oneOfArray", file.replace(value, file.text(each))));
            found.add("annotation.emptyArray", file.replace(value, "{}"));
        } else {
            found.add("annotation.braces", file.wrap("{", value, "}"));
        }
        if (annotation.getArguments().size() > 1) {
            if (argument != annotation.getArguments().get(0)) {
                found.add(
                        "annotation.swapArguments",
                        file.swap(annotation.getArguments().get(0), argument));
            }
        }
        constants(value, new TreePath(place, argument), file, found);
    }

    /** Another constant of the same enum, another class. */
    private static void constants(ExpressionTree value, TreePath place, SourceFile file, Found found) {
        TreePath at = new TreePath(place, value);
        Element element = file.element(at);
        if (value instanceof MemberSelectTree select && select.getIdentifier().contentEquals("class")) {
            found.add("annotation.otherClass", file.replace(value, "String.class"));
        } else if (element != null && element.getKind() == ElementKind.ENUM_CONSTANT) {
            TypeElement type = (TypeElement) element.getEnclosingElement();
            type.getEnclosedElements().stream()
                    .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT && !each.equals(element))
                    .forEach(each -> found.add(
                            "annotation.otherConstant", file.replace(value, type.getQualifiedName() + "." + each)));
        } else if (value instanceof NewArrayTree array && array.getInitializers() != null) {
            array.getInitializers().forEach(each -> constants(each, at, file, found));
        }
    }
}
