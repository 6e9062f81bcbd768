package dev.freshet.oracle.edit;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Imports in other ways, in another order, and names that resolve elsewhere because a nearer type appears. */
final class ImportEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof ImportTree imported) {
            imported(imported, file, found);
        } else if (tree instanceof IdentifierTree name
                && file.element(place) instanceof TypeElement type
                && !type.getNestingKind().isNested()) {
            found.add(
                    "import.qualify", file.replace(name, type.getQualifiedName().toString()));
        }
    }

    @Override
    public void in(ParsedProgram program, Found found) {
        for (SourceFile file : program.files) {
            List<? extends ImportTree> imports = file.unit.getImports();
            for (int i = 1; i < imports.size(); i++) {
                found.add("import.swap", file.swap(imports.get(i - 1), imports.get(i)));
            }
            int at = imports.isEmpty() ? file.text.indexOf(';') + 1 : file.end(imports.get(0));
            for (String more : List.of(
                    "java.util.concurrent.*",
                    "java.awt.List",
                    "java.util.*",
                    "java.sql.Date",
                    "static java.lang.Math.*",
                    "static java.util.Map.entry")) {
                found.add("import.add", file.insert(at, "\nimport " + more + ";"));
            }
        }
    }

    private static void imported(ImportTree imported, SourceFile file, Found found) {
        MemberSelectTree name = (MemberSelectTree) imported.getQualifiedIdentifier();
        String qualified = name.toString();
        String simple = name.getIdentifier().toString();
        String owner = name.getExpression().toString();
        if (!simple.equals("*") && qualified.equals("dev.freshet.Node")) {
            return;
        }
        found.add("import.drop", file.delete(imported));
        if (simple.equals("*")) {
            return;
        }
        Replacement star = file.replace(name, owner + ".*");
        found.add("import.toStar", star);
        if (imported.isStatic()) {
            found.add("import.staticOwner", file.replace(name, "java.lang.Math." + simple));
            return;
        }
        TypeElement type = file.elements.getTypeElement(qualified);
        if (type == null) {
            return;
        }
        // A type of the same package comes before one that is imported on demand.
        String inPackage = file.unit.getPackageName().toString();
        String directory = file.path.substring(0, file.path.lastIndexOf('/') + 1);
        boolean isInterface = type.getKind() == ElementKind.INTERFACE;
        boolean isGeneric = !type.getTypeParameters().isEmpty();
        List<String> parameters = new ArrayList<>();
        type.getTypeParameters().forEach(each -> parameters.add(each.toString()));
        String generic = isGeneric ? "<" + String.join(", ", parameters) + ">" : "";
        String nearer = "package " + inPackage + ";\n"
                + (isInterface ? "interface " : "class ") + simple + generic
                + " extends " + qualified + generic
                + (isInterface ? " {}\n" : " { " + simple + "() { super(); } }\n");
        if (!inPackage.equals(owner)) {
            found.add("import.nearer", Map.of(directory + simple + ".java", nearer), List.of(), List.of(star));
            found.add(
                    "import.nearer",
                    Map.of(directory + simple + ".java", nearer),
                    List.of(),
                    List.of(file.delete(imported)));
            found.add("import.unusedNearer", Map.of(directory + simple + ".java", nearer), List.of(), List.of());
        }
    }
}
