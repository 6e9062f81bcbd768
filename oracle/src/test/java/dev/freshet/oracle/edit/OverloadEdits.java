package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Adds methods and constructors that fit a call better than the one that it means, or as well, or worse. */
final class OverloadEdits implements Rule {
    private ParsedProgram program;

    @Override
    public void in(ParsedProgram parsed, Found found) {
        program = parsed;
    }

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (place.getLeaf() instanceof MethodInvocationTree call
                && file.element(place) instanceof ExecutableElement method
                && method.getKind() == ElementKind.METHOD) {
            overloads(method, call.getArguments(), place, file, found);
        } else if (place.getLeaf() instanceof NewClassTree made
                && file.element(place) instanceof ExecutableElement constructor
                && made.getClassBody() == null) {
            overloads(constructor, made.getArguments(), place, file, found);
        }
    }

    private void overloads(
            ExecutableElement method,
            List<? extends ExpressionTree> arguments,
            TreePath place,
            SourceFile file,
            Found found) {
        TypeElement owner = (TypeElement) method.getEnclosingElement();
        if (arguments.isEmpty() || file.pathOf(owner) == null) {
            return;
        }
        List<String> exact = new ArrayList<>();
        List<String> boxed = new ArrayList<>();
        List<String> wide = new ArrayList<>();
        for (ExpressionTree argument : arguments) {
            TypeMirror type = file.type(place, argument);
            if (type == null || type.getKind() == TypeKind.NONE || type.getKind() == TypeKind.NULL) {
                return;
            }
            TypeMirror erased = file.types.erasure(type);
            exact.add(erased.toString());
            boxed.add(
                    type.getKind().isPrimitive()
                            ? file.types.boxedClass((PrimitiveType) type).toString()
                            : erased.toString());
            wide.add(type.getKind() == TypeKind.INT ? "long" : "Object");
        }
        String declared = method.getParameters().stream()
                .map(each -> file.types.erasure(each.asType()).toString())
                .toList()
                .toString();
        for (List<String> parameters : List.of(exact, boxed, wide)) {
            if (!parameters.toString().equals(declared)) {
                add(method, owner, parameters, file, found);
            }
        }
    }

    private void add(
            ExecutableElement method, TypeElement owner, List<String> parameters, SourceFile from, Found found) {
        TreePath declaration = from.pathOf(owner);
        for (SourceFile file : program.files) {
            if (declaration == null
                    || file.unit != declaration.getCompilationUnit()
                    || !(declaration.getLeaf() instanceof ClassTree type)) {
                continue;
            }
            List<String> list = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                list.add(parameters.get(i) + " a" + i);
            }
            boolean isConstructor = method.getKind() == ElementKind.CONSTRUCTOR;
            String head = (Members.has(method, Modifier.STATIC) ? "static " : "")
                    + (owner.getKind() == ElementKind.INTERFACE && !Members.has(method, Modifier.STATIC)
                            ? "default "
                            : "")
                    + (owner.getKind() == ElementKind.INTERFACE || owner.getKind() == ElementKind.ENUM && isConstructor
                            ? ""
                            : "public ");
            String body = "{ " + Members.someResult(method.getReturnType()) + " }";
            if (isConstructor) {
                found.add(
                        "overload.constructor",
                        Members.add(
                                type,
                                file,
                                head + owner.getSimpleName() + "(" + String.join(", ", list)
                                        + ") { throw new IllegalStateException(\"overload\"); }"));
            } else {
                String result = from.types.erasure(method.getReturnType()).toString();
                found.add(
                        "overload.method",
                        Members.add(
                                type,
                                file,
                                head + result + " " + method.getSimpleName() + "(" + String.join(", ", list) + ") "
                                        + body));
            }
        }
    }
}
