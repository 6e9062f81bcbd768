package dev.freshet.oracle.edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Initialisers of fields and classes: moved between fields, blocks and constructors, added, and made constants or not. */
final class InitializerEdits implements Rule {
    private static final String EFFECT =
            "System.setProperty(\"freshet.edit\", String.valueOf(System.getProperty(\"freshet.edit\", \"\").length()))";

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof VariableTree field
                && place.getParentPath().getLeaf() instanceof ClassTree type
                && file.element(place) instanceof VariableElement element
                && element.getKind() == ElementKind.FIELD) {
            field(field, element, type, place, file, found);
        } else if (tree instanceof ClassTree type) {
            type(type, place, file, found);
        } else if (tree instanceof BlockTree block && place.getParentPath().getLeaf() instanceof ClassTree) {
            found.add("initializer.split", file.insert(file.end(block) - 1, block.isStatic() ? "} static {" : "} {"));
            found.add(
                    "initializer.toggleStatic",
                    file.replace(
                            block, block.isStatic() ? file.text(block).substring(6) : "static " + file.text(block)));
        }
    }

    private static void field(
            VariableTree field, VariableElement element, ClassTree type, TreePath place, SourceFile file, Found found) {
        String name = field.getName().toString();
        boolean isStatic = Members.has(element, Modifier.STATIC);
        Tree value = field.getInitializer();
        if (value == null || !file.isWritten(value)) {
            String some =
                    Members.someResult(element.asType()).replace("return ", "").replace(";", "");
            found.add("initializer.add", file.insert(file.end(field) - 1, " = " + some));
            return;
        }
        int sign = file.text.lastIndexOf('=', file.start(value));
        Replacement noValue = file.replace(sign, file.end(value), "");
        String block = (isStatic ? "static " : "") + "{ " + name + " = " + file.text(value) + "; }";
        if (!file.text(value).startsWith("{")) {
            found.add("initializer.toBlock", noValue, file.insert(file.end(field), "\n" + block + "\n"));
            found.add("initializer.toBlockAtEnd", noValue, Members.add(type, file, block));
            if (!isStatic) {
                toConstructors(field, type, noValue, place, file, found);
            }
            String of = Members.has(element, Modifier.FINAL) ? "final.computed" : "computed";
            found.add("initializer." + of, file.wrap("java.util.Objects.requireNonNull(", value, ")"));
            found.add(
                    "initializer.lambda",
                    file.wrap(
                            "((java.util.function.Supplier<"
                                    + file.types
                                            .erasure(element.asType())
                                            .toString()
                                            .replace("int", "Integer") + ">) () -> ",
                            value,
                            ").get()"));
            String held = "heldFor" + name;
            found.add(
                    "initializer.extract",
                    file.insert(
                            file.start(field),
                            (isStatic ? "static " : "") + "final " + element.asType() + " " + held + " = "
                                    + file.text(value) + ";\n"),
                    file.replace(value, held));
        }
        found.add("initializer.drop", noValue);
        found.add(
                "initializer.default",
                file.replace(
                        value,
                        element.asType().getKind().isPrimitive()
                                ? element.asType().toString().equals("boolean") ? "false" : "0"
                                : "null"));
    }

    private static void toConstructors(
            VariableTree field, ClassTree type, Replacement noValue, TreePath place, SourceFile file, Found found) {
        List<Replacement> all = new ArrayList<>(List.of(noValue));
        for (Tree member : type.getMembers()) {
            Element element = member instanceof MethodTree ? file.element(place.getParentPath(), member) : null;
            if (element != null
                    && element.getKind() == ElementKind.CONSTRUCTOR
                    && file.isWritten(((MethodTree) member).getBody())
                    && file.start(member) != file.start(type)
                    && !file.text(member).contains("this(")) {
                all.add(file.insert(
                        file.end(((MethodTree) member).getBody()) - 1,
                        "this." + field.getName() + " = " + file.text(field.getInitializer()) + ";"));
            }
        }
        found.add("initializer.toConstructor", all);
    }

    private static void type(ClassTree type, TreePath place, SourceFile file, Found found) {
        Element element = file.element(place);
        if (element == null || element.getKind() == ElementKind.ANNOTATION_TYPE) {
            return;
        }
        boolean isInterface = element.getKind() == ElementKind.INTERFACE;
        List<Tree> members = Members.written(type, place, file);
        for (int i = 0; i <= members.size(); i++) {
            int at = i < members.size() ? file.start(members.get(i)) : file.end(type) - 1;
            if (isInterface) {
                found.add("initializer.addEffect", file.insert(at, "String ADDED = " + EFFECT + ";\n"));
                continue;
            }
            found.add("initializer.addStatic", file.insert(at, "static { " + EFFECT + "; }\n"));
            found.add("initializer.addInstance", file.insert(at, "{ " + EFFECT + "; }\n"));
            found.add("initializer.addEmpty", file.insert(at, "static { }\n"));
            found.add("initializer.addEffect", file.insert(at, "static final String ADDED = " + EFFECT + ";\n"));
            for (Element field : element.getEnclosedElements()) {
                if (field.getKind() == ElementKind.FIELD && !Members.has(field, Modifier.FINAL)) {
                    boolean isStatic = Members.has(field, Modifier.STATIC);
                    String some = Members.someResult(field.asType()).replace("return ", "");
                    found.add(
                            "initializer.assign",
                            file.insert(
                                    at,
                                    (isStatic ? "static " : "") + "{ " + field.getSimpleName() + " = " + some
                                            + " }\n"));
                }
            }
        }
    }
}
