package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Moves static members to a new class, members to the superclass, files to another directory, and types out of files. */
final class MoveEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        Element element = tree instanceof MethodTree || tree instanceof VariableTree ? file.element(place) : null;
        if (element != null
                && element.getEnclosingElement() instanceof TypeElement owner
                && Members.has(element, Modifier.STATIC)
                && !owner.getNestingKind().isNested()
                && !Members.has(element, Modifier.PRIVATE)) {
            toNewClass(tree, element, owner, file, found);
        }
    }

    /** Who names the member by its class names the new class instead. */
    private static void toNewClass(Tree member, Element element, TypeElement owner, SourceFile file, Found found) {
        String name = "Moved" + owner.getSimpleName();
        String directory = file.path.substring(0, file.path.lastIndexOf('/') + 1);
        int head = file.text.indexOf("/**") < 0
                ? file.start(file.unit.getTypeDecls().get(0))
                : Math.min(
                        file.text.indexOf("/**"),
                        file.start(file.unit.getTypeDecls().get(0)));
        String text = file.text.substring(0, head) + "public class " + name + " extends " + owner.getSimpleName()
                + " {\n" + file.text(member) + "\n}\n";
        String beside = text.replace(" extends " + owner.getSimpleName(), "");
        List<Replacement> all = new ArrayList<>(List.of(file.delete(member)));
        found.add(
                "move.toNewClass",
                Map.of(directory + name + ".java", beside),
                List.of(),
                qualified(all, element, owner, name, file));
        all = new ArrayList<>();
        found.add(
                "move.copyToSubclass",
                Map.of(directory + name + ".java", text),
                List.of(),
                qualified(all, element, owner, name, file));
    }

    private static List<Replacement> qualified(
            List<Replacement> all, Element element, TypeElement owner, String name, SourceFile file) {
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
                if (element.equals(file.element(getCurrentPath())) && file.isWritten(tree)) {
                    all.add(file.insert(file.start(tree), name + "."));
                }
                return null;
            }
        }.scan(file.unit, null);
        return all;
    }

    @Override
    public void in(ParsedProgram program, Found found) {
        for (SourceFile file : program.files) {
            String other = file.path.startsWith("lib/") ? file.path.substring(4) : "lib/" + file.path;
            found.add("move.toOtherModule", Map.of(other, file.text), List.of(file.path), List.of());
            String directory = file.path.substring(0, file.path.lastIndexOf('/') + 1);
            String name = file.path.substring(directory.length());
            found.add(
                    "move.toOtherDirectory",
                    Map.of(directory + "deeper/" + name, file.text),
                    List.of(file.path),
                    List.of());
            file.unit.getTypeDecls().forEach(type -> nested((ClassTree) type, program, file, found));
        }
        packages(program, found);
    }

    /** A nested type becomes a type of its own, in a file of its own. */
    private static void nested(ClassTree outer, ParsedProgram program, SourceFile file, Found found) {
        for (Tree member : outer.getMembers()) {
            if (!(member instanceof ClassTree type) || !file.isWritten(type)) {
                continue;
            }
            String name = type.getSimpleName().toString();
            String directory = file.path.substring(0, file.path.lastIndexOf('/') + 1);
            String head = file.text.substring(0, file.start(outer)).replaceAll("(?s)/\\*\\*.*", "");
            String text = file.text(type)
                    .replaceFirst("\\b(private|protected|static)\\b ", "")
                    .replaceFirst("\\bstatic\\b ", "");
            Map<String, String> added = new TreeMap<>();
            added.put(directory + name + ".java", head + text + "\n");
            List<Replacement> all = new ArrayList<>(List.of(file.delete(type)));
            String qualified = outer.getSimpleName() + "." + name;
            for (SourceFile each : program.files) {
                for (int at = each.text.indexOf(qualified); at >= 0; at = each.text.indexOf(qualified, at + 1)) {
                    boolean isInside = each == file && at >= file.start(type) && at < file.end(type);
                    if (!isInside) {
                        all.add(each.replace(at, at + qualified.length(), name));
                    }
                }
            }
            found.add("move.nestedToTop", added, List.of(), all);
        }
    }

    /** A whole package under another name. */
    private static void packages(ParsedProgram program, Found found) {
        List<String> names = program.files.stream()
                .map(file -> file.unit.getPackageName().toString())
                .distinct()
                .toList();
        for (String name : names) {
            Map<String, String> changed = new TreeMap<>();
            program.files.forEach(file -> {
                String text = file.text.replaceAll(
                        "(package|import|import static) " + name + "(;|\\.)", "$1 " + name + ".inner$2");
                if (!text.equals(file.text)) {
                    changed.put(file.path, text);
                }
            });
            found.add("move.package", changed, List.of(), List.of());
        }
    }
}
