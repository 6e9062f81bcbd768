package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Other superclasses and interfaces, and sealed hierarchies. */
final class SupertypeEdits implements Rule {
    private static final List<String> MARKERS =
            List.of("java.io.Serializable", "Cloneable", "java.util.RandomAccess", "UnusedMarker");
    private static final String MARKER = "interface UnusedMarker { default int marked() { return 1; } }";

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (!(place.getLeaf() instanceof ClassTree type)
                || type.getSimpleName().isEmpty()
                || !(file.element(place) instanceof TypeElement element)) {
            return;
        }
        if (element.getKind() == ElementKind.ANNOTATION_TYPE) {
            return;
        }
        interfaces(type, file, found);
        superclass(type, element, file, found);
        permits(type, element, file, found);
    }

    private static void interfaces(ClassTree type, SourceFile file, Found found) {
        List<? extends Tree> interfaces = type.getImplementsClause();
        String word = type.getKind() == Tree.Kind.INTERFACE ? "extends " : "implements ";
        for (String marker : MARKERS) {
            List<Replacement> all = new ArrayList<>();
            if (marker.equals("UnusedMarker")) {
                all.add(Members.add(type, file, MARKER));
                marker = type.getSimpleName() + "." + marker;
                if (type.getKind() != Tree.Kind.CLASS) {
                    all.clear();
                    marker = "java.util.EventListener";
                }
            }
            all.add(
                    interfaces.isEmpty()
                            ? file.insert(headEnd(type, file), " " + word + marker + " ")
                            : file.insert(file.end(interfaces.get(interfaces.size() - 1)), ", " + marker));
            found.add("supertype.addInterface", all);
        }
        for (int i = 0; i < interfaces.size(); i++) {
            Tree each = interfaces.get(i);
            if (i > 0) {
                found.add("supertype.swapInterfaces", file.swap(interfaces.get(i - 1), each));
                found.add("supertype.dropInterface", file.replace(file.end(interfaces.get(i - 1)), file.end(each), ""));
            } else if (interfaces.size() == 1) {
                int keyword = file.text.lastIndexOf(word.trim(), file.start(each));
                found.add("supertype.dropInterface", file.replace(keyword, file.end(each), ""));
            }
        }
    }

    /** Before {@code permits} and the body. */
    private static int headEnd(ClassTree type, SourceFile file) {
        int body = Members.bodyStart(type, file) - 1;
        int permits = file.find(" permits ", file.afterModifiers(type.getModifiers(), type), body);
        return permits < 0 ? body : permits;
    }

    private static void superclass(ClassTree type, TypeElement element, SourceFile file, Found found) {
        Tree above = type.getExtendsClause();
        if (above == null) {
            if (type.getKind() == Tree.Kind.CLASS) {
                int at = type.getImplementsClause().isEmpty()
                        ? headEnd(type, file)
                        : file.text.lastIndexOf(
                                "implements",
                                file.start(type.getImplementsClause().get(0)));
                for (String other : List.of(
                        "Object",
                        "java.util.Observable",
                        "java.util.EventObject",
                        "Exception",
                        "java.util.ArrayList<String>")) {
                    found.add("supertype.addSuperclass", file.insert(at, " extends " + other + " "));
                }
            }
            return;
        }
        int keyword = file.text.lastIndexOf("extends", file.start(above));
        found.add("supertype.dropSuperclass", file.replace(keyword, file.end(above), ""));
        Element superclass = file.types.asElement(element.getSuperclass());
        if (superclass instanceof TypeElement other
                && file.types.asElement(other.getSuperclass()) instanceof TypeElement grand) {
            found.add(
                    "supertype.skipSuperclass",
                    file.replace(above, grand.getQualifiedName().toString()));
        }
        for (Element sibling : element.getEnclosingElement().getEnclosedElements()) {
            if (sibling instanceof TypeElement other
                    && other.getKind() == ElementKind.CLASS
                    && !other.equals(superclass)
                    && !other.equals(element)) {
                found.add(
                        "supertype.otherSuperclass",
                        file.replace(above, other.getQualifiedName().toString()));
            }
        }
    }

    private static void permits(ClassTree type, TypeElement element, SourceFile file, Found found) {
        if (!SourceFile.keywords(type.getModifiers()).contains("sealed")) {
            return;
        }
        List<? extends Tree> permitted = type.getPermitsClause();
        String name = element.getSimpleName().toString();
        String record = "record Added(int of) implements " + name + " { %s }";
        if (permitted.isEmpty()) {
            found.add("supertype.addPermitted", Members.add(type, file, String.format(record, "")));
            return;
        }
        for (int i = 1; i < permitted.size(); i++) {
            found.add("supertype.swapPermitted", file.swap(permitted.get(i - 1), permitted.get(i)));
            found.add(
                    "supertype.dropPermitted",
                    file.replace(file.end(permitted.get(i - 1)), file.end(permitted.get(i)), ""));
        }
        int end = file.end(permitted.get(permitted.size() - 1));
        found.add(
                "supertype.addPermitted",
                file.insert(end, ", " + name + ".Added"),
                Members.add(type, file, String.format(record, "public double area() { return 1; }")));
        int keyword = file.text.lastIndexOf("permits", file.start(permitted.get(0)));
        found.add(
                "supertype.unseal",
                file.replace(keyword, end, ""),
                file.replace(type.getModifiers(), file.text(type.getModifiers()).replace("sealed", "")));
    }
}
