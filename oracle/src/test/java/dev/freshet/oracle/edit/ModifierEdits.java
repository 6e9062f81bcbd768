package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;

/** Adds, drops and changes modifiers. */
final class ModifierEdits implements Rule {
    private static final List<String> VISIBILITIES = List.of("public ", "protected ", "private ", "");

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        boolean isConstant = tree instanceof VariableTree variable
                && !variable.getModifiers().getFlags().isEmpty()
                && !file.isWritten(variable.getModifiers());
        if (isConstant || !(place.getParentPath().getLeaf() instanceof ClassTree) && !(tree instanceof ClassTree)) {
            return;
        }
        if (tree instanceof ClassTree type && !type.getSimpleName().isEmpty()) {
            toggle(
                    type.getModifiers(),
                    type,
                    file,
                    found,
                    "static",
                    "final",
                    "abstract",
                    "sealed",
                    "non-sealed",
                    "strictfp");
            visibility(type.getModifiers(), type, file, found);
        } else if (tree instanceof MethodTree method) {
            toggle(
                    method.getModifiers(),
                    method,
                    file,
                    found,
                    "static",
                    "final",
                    "abstract",
                    "synchronized",
                    "default",
                    "strictfp");
            visibility(method.getModifiers(), method, file, found);
        } else if (tree instanceof VariableTree field
                && field.getModifiers() != null
                && file.text(field).contains(" ")) {
            toggle(field.getModifiers(), field, file, found, "static", "final", "volatile", "transient");
            visibility(field.getModifiers(), field, file, found);
        }
    }

    private static void toggle(ModifiersTree modifiers, Tree tree, SourceFile file, Found found, String... all) {
        for (String each : all) {
            if (SourceFile.keywords(modifiers).contains(each)) {
                found.add(
                        "modifier.drop_" + each,
                        file.replace(modifiers, file.text(modifiers).replaceFirst("(?<![\\w-])" + each + "\\b", "")));
            } else {
                found.add("modifier.add_" + each, add(modifiers, tree, file, each + " "));
            }
        }
    }

    private static Replacement add(ModifiersTree modifiers, Tree tree, SourceFile file, String word) {
        return file.isWritten(modifiers)
                ? file.insert(file.end(modifiers), " " + word)
                : file.insert(file.start(tree), word);
    }

    private static void visibility(ModifiersTree modifiers, Tree tree, SourceFile file, Found found) {
        String now = SourceFile.keywords(modifiers).stream()
                .filter(word -> VISIBILITIES.contains(word + " "))
                .map(word -> word + " ")
                .findFirst()
                .orElse("");
        for (String other : VISIBILITIES) {
            if (other.equals(now)) {
                continue;
            }
            String kind = "modifier.visibility";
            if (now.isEmpty()) {
                found.add(kind, add(modifiers, tree, file, other));
            } else {
                found.add(
                        kind,
                        file.replace(modifiers, file.text(modifiers).replaceFirst("\\b" + now.trim() + "\\b", other)));
            }
        }
        List<String> words = List.of(file.text(modifiers).split("\\s+"));
        if (words.size() > 1 && modifiers.getAnnotations().isEmpty()) {
            found.add(
                    "modifier.order",
                    file.replace(
                            modifiers,
                            words.get(1) + " " + words.get(0) + " "
                                    + String.join(" ", words.subList(2, words.size()))));
        }
    }
}
