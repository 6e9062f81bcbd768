package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.ElementKind;

/** Orders members anew, drops them, and adds some that nobody uses. */
final class MemberEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        if (tree instanceof ClassTree type) {
            order(type, place, file, found);
            unused(type, place, file, found);
        } else if (tree instanceof MethodTree method) {
            List<? extends VariableTree> parameters = method.getParameters();
            for (int i = 1; i < parameters.size(); i++) {
                if (file.isWritten(parameters.get(i)) && file.isWritten(parameters.get(i - 1))) {
                    found.add("member.swapParameters", file.swap(parameters.get(i - 1), parameters.get(i)));
                }
            }
        }
    }

    private static void order(ClassTree type, TreePath place, SourceFile file, Found found) {
        List<Tree> members = Members.written(type, place, file);
        for (int i = 0; i < members.size(); i++) {
            Tree member = members.get(i);
            found.add("member.drop_" + name(member), file.delete(member));
            for (int j = i + 1; j < members.size(); j++) {
                String kinds = name(member).equals(name(members.get(j))) ? name(member) : "mixed";
                if (j == i + 1 || kinds.equals("field") || kinds.equals("initializer")) {
                    found.add("member.swap_" + kinds, file.swap(member, members.get(j)));
                }
            }
            if (i > 0) {
                found.add(
                        "member.toFront_" + name(member),
                        file.delete(member),
                        file.insert(file.start(members.get(0)), file.text(member) + "\n"));
            }
        }
    }

    private static String name(Tree member) {
        return switch (member.getKind()) {
            case METHOD -> "method";
            case VARIABLE -> "field";
            case BLOCK -> "initializer";
            default -> "type";
        };
    }

    private static void unused(ClassTree type, TreePath place, SourceFile file, Found found) {
        if (file.element(place) == null || file.element(place).getKind() == ElementKind.ANNOTATION_TYPE) {
            return;
        }
        for (String member : List.of(
                "private static int unused(int a) { return a + 1; }",
                "static String unusedText = \"unused\";",
                "static final int UNUSED_CONSTANT = 12;",
                "static final java.util.regex.Pattern UNUSED = java.util.regex.Pattern.compile(\"a\");",
                "private int unusedField = 4;",
                "static class UnusedType { int x = 3; }",
                "void unusedMethod() { unusedLambda(() -> 1); } private void unusedLambda(java.util.function.IntSupplier s) { s.getAsInt(); }",
                "private void unusedAnonymous() { new Object() { int y; }.hashCode(); }",
                "protected void unusedOverridable(String text) {}",
                "enum UnusedEnum { A, B }",
                "record UnusedRecord(int x) {}")) {
            found.add("member.addUnused", Members.add(type, file, member));
        }
        List<Tree> members = Members.written(type, place, file);
        if (!members.isEmpty()) {
            found.add(
                    "member.addUnusedFirst",
                    file.insert(
                            file.start(members.get(0)),
                            "private static void unusedFirst() { Runnable r = () -> {}; new Object() {}; class L {} r.run(); }\n"));
        }
    }
}
