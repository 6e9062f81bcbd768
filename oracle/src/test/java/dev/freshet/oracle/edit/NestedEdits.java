package dev.freshet.oracle.edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Local and anonymous classes: numbered anew, given more members, capturing more, made named. */
final class NestedEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof NewClassTree made && made.getClassBody() != null) {
            anonymous(made, place, file, found);
        } else if (tree instanceof NewClassTree made && made.getClassBody() == null && file.type(place) != null) {
            found.add("nested.toAnonymous", file.insert(file.end(made), " {}"));
            found.add(
                    "nested.toAnonymousWithMember",
                    file.insert(
                            file.end(made),
                            " { final int extra = 3; @Override public String toString() { return \"anonymous\"; } }"));
        } else if (tree instanceof MethodTree method && method.getBody() != null) {
            int inside = file.start(method.getBody()) + 1;
            found.add("nested.addLocal", file.insert(inside, " class Local { int x = 1; } new Local().hashCode();"));
            found.add("nested.addAnonymous", file.insert(inside, " new Object() { int y = 2; }.hashCode();"));
            found.add(
                    "nested.addUnusedLocal",
                    file.insert(inside, " record Local(int x) {} enum Small { A } interface None {}"));
            found.add("nested.addLambda", file.insert(inside, " Runnable added = () -> { }; added.run();"));
        } else if (tree instanceof ClassTree type && isLocal(place)) {
            found.add("nested.localMember", Members.add(type, file, "int more = 4;"));
            found.add("nested.localInitializer", Members.add(type, file, "{ System.getProperty(\"x\"); }"));
        } else if (tree instanceof VariableTree
                && file.element(place) instanceof VariableElement variable
                && !variable.getKind().isField()) {
            capture(place, file, found);
        }
    }

    private static boolean isLocal(TreePath place) {
        Tree outer = place.getParentPath().getLeaf();
        return place.getLeaf() instanceof ClassTree type
                && !type.getSimpleName().isEmpty()
                && !(outer instanceof ClassTree)
                && outer.getKind() != Tree.Kind.COMPILATION_UNIT;
    }

    private static void anonymous(NewClassTree made, TreePath place, SourceFile file, Found found) {
        found.add("nested.anonymousMember", file.insert(file.end(made) - 1, " int more = 4; "));
        found.add("nested.anonymousInitializer", file.insert(file.end(made) - 1, " { System.getProperty(\"x\"); } "));
        String type = file.text(made.getIdentifier());
        boolean isInterface = file.element(place, made.getIdentifier()) instanceof TypeElement of
                && of.getKind().isInterface();
        String body = file.text(made.getClassBody());
        if (!type.endsWith("<>")) {
            TreePath statement = place;
            while (!(statement.getParentPath().getLeaf() instanceof BlockTree)
                    && statement.getParentPath().getLeaf() != file.unit) {
                statement = statement.getParentPath();
            }
            found.add(
                    "nested.anonymousToLocal",
                    file.insert(
                            file.start(statement.getLeaf()),
                            "class Named " + (isInterface ? "implements " : "extends ") + type + " "
                                    + body.substring(body.indexOf('{')) + " "),
                    file.replace(made, "new Named()"));
        }
    }

    /** Something that captures the variable, if it is not changed later. */
    private static void capture(TreePath place, SourceFile file, Found found) {
        Tree outer = place.getParentPath().getLeaf();
        String name = ((VariableTree) place.getLeaf()).getName().toString();
        String lambda = " ((Runnable) () -> String.valueOf(" + name + ")).run();";
        if (outer instanceof MethodTree method && method.getBody() != null) {
            found.add("nested.captureParameter", file.insert(file.start(method.getBody()) + 1, lambda));
        } else if (outer instanceof BlockTree) {
            found.add("nested.captureLocal", file.insert(file.end(place.getLeaf()), lambda));
        }
    }
}
