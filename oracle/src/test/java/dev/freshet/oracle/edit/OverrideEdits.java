package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Adds methods to classes that inherit them: overriding, hiding, or between a method and what it overrides. */
final class OverrideEdits implements Rule {
    private static final List<String> OF_OBJECT = List.of(
            "@Override public String toString() { return \"text\"; }",
            "@Override public int hashCode() { return 5; }",
            "@Override public boolean equals(Object other) { return other != null; }");

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (place.getLeaf() instanceof ClassTree type && file.element(place) instanceof TypeElement element) {
            inherited(type, element, place, file, found);
            if (element.getKind() != ElementKind.INTERFACE && element.getKind() != ElementKind.ANNOTATION_TYPE) {
                OF_OBJECT.forEach(member -> found.add("override.ofObject", Members.add(type, file, member)));
            }
            between(type, element, place, file, found);
        } else if (place.getLeaf() instanceof MethodTree method
                && file.element(place) instanceof ExecutableElement element
                && method.getBody() != null) {
            signature(method, element, place, file, found);
        }
    }

    private static void inherited(ClassTree type, TypeElement element, TreePath place, SourceFile file, Found found) {
        for (ExecutableElement method : ElementFilter.methodsIn(file.elements.getAllMembers(element))) {
            TypeElement owner = (TypeElement) method.getEnclosingElement();
            if (owner.equals(element)
                    || file.pathOf(owner) == null && !owner.getKind().isInterface()) {
                continue;
            }
            boolean isStatic = Members.has(method, Modifier.STATIC);
            boolean isInterface = element.getKind().isInterface();
            String head = (isInterface ? "" : Members.visibility(method))
                    + (isStatic ? "static " : isInterface ? "default " : "")
                    + file.types.erasure(method.getReturnType()) + " " + method.getSimpleName()
                    + "(" + Members.parameters(method, file) + ") ";
            found.add(
                    isStatic ? "override.hide" : "override.add",
                    Members.add(type, file, head + "{ " + Members.someResult(method.getReturnType()) + " }"));
            if (!isStatic && !Members.has(method, Modifier.ABSTRACT)) {
                String receiver = owner.getKind().isInterface() ? owner.getSimpleName() + ".super." : "super.";
                String call = receiver + method.getSimpleName() + "(" + Members.arguments(method) + ");";
                String result = method.getReturnType().getKind() == TypeKind.VOID ? "" : "return ";
                found.add("override.delegate", Members.add(type, file, head + "{ " + result + call + " }"));
            }
        }
        // Methods that cannot be seen from here are not overridden: the same name means another method.
        for (TypeElement above = superclass(element, file); above != null; above = superclass(above, file)) {
            for (ExecutableElement method : ElementFilter.methodsIn(above.getEnclosedElements())) {
                boolean isHidden = Members.has(method, Modifier.PRIVATE)
                        || Members.visibility(method).isEmpty();
                if (isHidden && file.pathOf(above) != null) {
                    found.add(
                            "override.unseen",
                            Members.add(
                                    type,
                                    file,
                                    "public " + (Members.has(method, Modifier.STATIC) ? "static " : "")
                                            + file.types.erasure(method.getReturnType()) + " " + method.getSimpleName()
                                            + "(" + Members.parameters(method, file) + ") { "
                                            + Members.someResult(method.getReturnType()) + " }"));
                }
            }
        }
    }

    private static TypeElement superclass(TypeElement type, SourceFile file) {
        Element element = file.types.asElement(type.getSuperclass());
        return element instanceof TypeElement above ? above : null;
    }

    /** A class between a class and its superclass, which overrides one of the methods. */
    private static void between(ClassTree type, TypeElement element, TreePath place, SourceFile file, Found found) {
        TypeElement above = superclass(element, file);
        if (type.getExtendsClause() == null
                || above == null
                || file.pathOf(above) == null
                || !above.getTypeParameters().isEmpty()
                || element.getNestingKind().isNested()) {
            return;
        }
        String unit = file.unit.getPackageName() == null ? "" : "package " + file.unit.getPackageName() + ";\n";
        String name = "Between" + above.getSimpleName();
        String directory = file.path.substring(0, file.path.lastIndexOf('/') + 1);
        StringBuilder constructors = new StringBuilder();
        for (ExecutableElement constructor : ElementFilter.constructorsIn(above.getEnclosedElements())) {
            if (!Members.has(constructor, Modifier.PRIVATE)) {
                constructors.append(name + "(" + Members.parameters(constructor, file) + ") { super("
                        + Members.arguments(constructor) + "); }\n");
            }
        }
        for (ExecutableElement method : ElementFilter.methodsIn(above.getEnclosedElements())) {
            String body = Members.visibility(method) + (Members.has(method, Modifier.STATIC) ? "static " : "")
                    + file.types.erasure(method.getReturnType()) + " " + method.getSimpleName() + "("
                    + Members.parameters(method, file) + ") { " + Members.someResult(method.getReturnType()) + " }";
            Map<String, String> added = new TreeMap<>();
            added.put(
                    directory + name + ".java",
                    unit + "abstract class " + name + " extends " + above.getQualifiedName() + " {\n" + constructors
                            + body + "\n}\n");
            found.add("override.between", added, List.of(), List.of(file.replace(type.getExtendsClause(), name)));
        }
    }

    private static void signature(
            MethodTree method, ExecutableElement element, TreePath place, SourceFile file, Found found) {
        if (element.getAnnotation(Override.class) != null) {
            found.add("override.drop", file.delete(method));
            found.add(
                    "override.dropAnnotation",
                    file.replace(method, file.text(method).replaceFirst("@Override\\s+", "")));
            String name = element.getSimpleName().toString();
            found.add(
                    "override.rename",
                    file.replace(
                            method,
                            file.text(method)
                                    .replaceFirst("@Override\\s+", "")
                                    .replaceFirst("\\b" + name + "\\b", name + "Other")));
        }
        if (method.getReturnType() != null && !Members.has(element, Modifier.STATIC)) {
            Tree body = method.getBody();
            String call = "super." + element.getSimpleName() + "("
                    + String.join(
                            ", ",
                            element.getParameters().stream()
                                    .map(Object::toString)
                                    .toList()) + ")";
            String result = element.getReturnType().getKind() == TypeKind.VOID ? "" : "return ";
            found.add("override.superOnly", file.replace(body, "{ " + result + call + "; }"));
        }
    }
}
