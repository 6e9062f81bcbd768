package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.WildcardTree;
import com.sun.source.util.TreePath;
import java.util.List;

/** Type variables, their bounds, and wildcards. */
final class GenericEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof TypeParameterTree variable) {
            variable(variable, file, found);
        } else if (tree instanceof WildcardTree wildcard && wildcard.getBound() != null) {
            found.add("generic.dropBound", file.replace(wildcard, "?"));
            found.add("generic.exact", file.replace(wildcard, file.text(wildcard.getBound())));
            String text = file.text(wildcard);
            found.add(
                    "generic.otherBound",
                    file.replace(
                            wildcard,
                            text.contains(" super ")
                                    ? text.replace(" super ", " extends ")
                                    : text.replace(" extends ", " super ")));
        } else if (tree instanceof MethodTree method) {
            List<? extends TypeParameterTree> variables = method.getTypeParameters();
            if (variables.isEmpty()) {
                int at = file.afterModifiers(method.getModifiers(), method);
                found.add("generic.addVariable", file.insert(at, " <Added> "));
            } else if (variables.size() > 1) {
                found.add("generic.swapVariables", file.swap(variables.get(0), variables.get(1)));
            }
        } else if (tree instanceof ClassTree type
                && type.getTypeParameters().isEmpty()
                && !type.getSimpleName().isEmpty()) {
            int name =
                    file.text.indexOf(type.getSimpleName().toString(), file.afterModifiers(type.getModifiers(), type));
            found.add(
                    "generic.addClassVariable",
                    file.insert(name + type.getSimpleName().length(), "<Added>"));
        }
    }

    private static void variable(TypeParameterTree variable, SourceFile file, Found found) {
        String name = variable.getName().toString();
        List<? extends Tree> bounds = variable.getBounds();
        if (bounds.isEmpty()) {
            for (String bound :
                    List.of("Object", "Comparable<" + name + ">", "java.io.Serializable", "CharSequence", "Number")) {
                found.add("generic.addBound", file.replace(variable, name + " extends " + bound));
            }
            return;
        }
        found.add("generic.dropBounds", file.replace(variable, name));
        String first = file.text(bounds.get(0));
        found.add("generic.objectFirst", file.replace(variable, name + " extends Object & " + first));
        found.add("generic.moreBounds", file.insert(file.end(variable), " & java.io.Serializable"));
        found.add("generic.serializableFirst", file.replace(bounds.get(0), "java.io.Serializable & " + first));
        if (bounds.size() > 1) {
            found.add("generic.swapBounds", file.swap(bounds.get(0), bounds.get(1)));
        }
    }
}
