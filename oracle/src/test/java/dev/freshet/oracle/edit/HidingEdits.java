package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Declares fields, variables and types under names that mean something else. */
final class HidingEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof ClassTree type && file.element(place) instanceof TypeElement element) {
            fields(type, element, file, found);
            usedTypes(type, place, file, found);
        } else if (tree instanceof MethodTree method && method.getBody() != null) {
            locals(method, place, file, found);
        } else if (tree instanceof IdentifierTree name
                && file.element(place) instanceof VariableElement field
                && field.getKind().isField()
                && field.getEnclosingElement() instanceof TypeElement owner) {
            qualify(name, field, owner, place, file, found);
        } else if (tree instanceof MemberSelectTree select
                && select.getExpression().toString().equals("this")) {
            found.add(
                    "hiding.dropThis",
                    file.replace(select, select.getIdentifier().toString()));
        }
    }

    /** A field under the name of one that is inherited. */
    private static void fields(ClassTree type, TypeElement element, SourceFile file, Found found) {
        for (VariableElement field : ElementFilter.fieldsIn(file.elements.getAllMembers(element))) {
            if (field.getEnclosingElement().equals(element) || file.pathOf(field.getEnclosingElement()) == null) {
                continue;
            }
            TypeMirror erased = file.types.erasure(field.asType());
            String some =
                    Members.someResult(field.asType()).replace("return ", "").replace(";", "");
            found.add(
                    "hiding.field",
                    Members.add(type, file, "public " + erased + " " + field.getSimpleName() + " = " + some + ";"));
            found.add(
                    "hiding.staticField",
                    Members.add(
                            type, file, "public static " + erased + " " + field.getSimpleName() + " = " + some + ";"));
            found.add(
                    "hiding.constant",
                    Members.add(
                            type,
                            file,
                            "public static final " + erased + " " + field.getSimpleName() + " = " + some + ";"));
        }
        for (TypeElement inner : ElementFilter.typesIn(file.elements.getAllMembers(element))) {
            if (!inner.getEnclosingElement().equals(element) && file.pathOf(inner) != null) {
                found.add(
                        "hiding.memberType", Members.add(type, file, "static class " + inner.getSimpleName() + " {}"));
            }
        }
    }

    private static void locals(MethodTree method, TreePath place, SourceFile file, Found found) {
        Element element = file.element(place);
        if (element == null || !(element.getEnclosingElement() instanceof TypeElement owner)) {
            return;
        }
        String body = file.text(method.getBody());
        for (VariableElement field : ElementFilter.fieldsIn(file.elements.getAllMembers(owner))) {
            if (body.matches("(?s).*\\b" + field.getSimpleName() + "\\b.*")
                    && !field.getSimpleName().contentEquals("length")) {
                String some = Members.someResult(field.asType())
                        .replace("return ", "")
                        .replace(";", "");
                found.add(
                        "hiding.local",
                        file.insert(
                                file.start(method.getBody()) + 1,
                                file.types.erasure(field.asType()) + " " + field.getSimpleName() + " = " + some + ";"));
            }
        }
    }

    /** A member type, type of the package, or type variable under the name of a type that is used. */
    private static void usedTypes(ClassTree type, TreePath place, SourceFile file, Found found) {
        Set<String> names = new TreeSet<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree name, Void unused) {
                if (file.element(getCurrentPath()) instanceof TypeElement used
                        && !used.getNestingKind().isNested()) {
                    names.add(used.getSimpleName().toString());
                }
                return super.visitIdentifier(name, unused);
            }
        }.scan(place, null);
        for (String name : names) {
            if (!name.isEmpty() && !name.contentEquals(type.getSimpleName())) {
                found.add("hiding.type", Members.add(type, file, "static class " + name + " {}"));
                found.add(
                        "hiding.typeExtends",
                        Members.add(type, file, "static class " + name + " extends java.util.ArrayList<String> {}"));
            }
        }
    }

    private static void qualify(
            IdentifierTree name,
            VariableElement field,
            TypeElement owner,
            TreePath place,
            SourceFile file,
            Found found) {
        if (name.getName().contentEquals("this")
                || name.getName().contentEquals("super")
                || place.getParentPath().getLeaf().getKind() == Tree.Kind.CASE) {
            return;
        }
        boolean isStatic = Members.has(field, Modifier.STATIC);
        found.add(
                "hiding.qualify",
                file.replace(name, (isStatic ? owner.getQualifiedName() : "this") + "." + name.getName()));
        found.add("hiding.super", file.replace(name, "super." + name.getName()));
    }
}
