package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Components, constructors and accessors of records. */
final class RecordEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (!(place.getLeaf() instanceof ClassTree type)
                || !(file.element(place) instanceof TypeElement element)
                || element.getKind() != ElementKind.RECORD) {
            return;
        }
        List<Tree> components = new ArrayList<>();
        int body = Members.bodyStart(type, file);
        for (Tree member : type.getMembers()) {
            if (member.getKind() == Tree.Kind.VARIABLE && file.isWritten(member) && file.start(member) < body) {
                components.add(member);
            }
        }
        for (int i = 1; i < components.size(); i++) {
            found.add("record.swapComponents", file.swap(components.get(i - 1), components.get(i)));
        }
        components.forEach(each -> {
            found.add("record.annotate", file.insert(file.start(each), "@Deprecated "));
            found.add("record.addBefore", file.insert(file.start(each), "int added, "));
        });
        members(type, element, file, found);
    }

    private static void members(ClassTree type, TypeElement element, SourceFile file, Found found) {
        String name = element.getSimpleName().toString();
        List<? extends RecordComponentElement> components = element.getRecordComponents();
        for (RecordComponentElement component : components) {
            String accessor = "public " + component.asType() + " " + component.getSimpleName() + "() ";
            found.add(
                    "record.accessor",
                    Members.add(type, file, accessor + "{ " + Members.someResult(component.asType()) + " }"));
            found.add(
                    "record.sameAccessor",
                    Members.add(type, file, accessor + "{ return this." + component.getSimpleName() + "; }"));
            found.add(
                    "record.overload",
                    Members.add(type, file, "public String " + component.getSimpleName() + "(int x) { return \"\"; }"));
        }
        found.add("record.compact", Members.add(type, file, "public " + name + " { }"));
        found.add(
                "record.compactThrows",
                Members.add(
                        type,
                        file,
                        "public " + name + " { if (\"\".isEmpty()) throw new IllegalStateException(\"compact\"); }"));
        for (ExecutableElement constructor : ElementFilter.constructorsIn(element.getEnclosedElements())) {
            if (constructor.getParameters().size() == components.size()) {
                StringBuilder assigned = new StringBuilder();
                StringBuilder head = new StringBuilder();
                components.forEach(each -> {
                    assigned.append("this.")
                            .append(each.getSimpleName())
                            .append(" = ")
                            .append(each.getSimpleName())
                            .append("; ");
                    head.append(head.isEmpty() ? "" : ", ")
                            .append(each.asType())
                            .append(' ')
                            .append(each.getSimpleName());
                });
                found.add(
                        "record.canonical",
                        Members.add(type, file, "public " + name + "(" + head + ") { " + assigned + "}"));
            }
        }
        found.add(
                "record.other",
                Members.add(
                        type,
                        file,
                        "public boolean equals(Object other) { return this == other; } public int hashCode() { return 1; }"));
        found.add("record.toString", Members.add(type, file, "public String toString() { return \"record\"; }"));
        found.add("record.static", Members.add(type, file, "static int created; { }".replace("{ }", "")));
    }
}
