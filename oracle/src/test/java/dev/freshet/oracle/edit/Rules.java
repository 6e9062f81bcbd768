package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** All rules, and how they look through a program. */
final class Rules {
    static final List<Rule> ALL = List.of(
            new StatementEdits(),
            new BranchEdits(),
            new OperatorEdits(),
            new LiteralEdits(),
            new TypeEdits(),
            new VariableEdits(),
            new ModifierEdits(),
            new AnnotationEdits(),
            new MemberEdits(),
            new OverloadEdits(),
            new OverrideEdits(),
            new HidingEdits(),
            new SupertypeEdits(),
            new ImportEdits(),
            new RenameEdits(),
            new MoveEdits(),
            new InitializerEdits(),
            new NestedEdits(),
            new RecordEdits(),
            new EnumEdits(),
            new SwitchEdits(),
            new GenericEdits(),
            new LambdaEdits(),
            new CosmeticEdits());

    private Rules() {}

    static Found find(ParsedProgram program) {
        Found found = new Found();
        ALL.forEach(rule -> rule.in(program, found));
        program.files.forEach(file -> places(file, found));
        return found;
    }

    static void places(SourceFile file, Found found) {
        new Places(file, found).scan(file.unit, null);
    }

    private static final class Places extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final SourceFile file;
        private final Found found;

        Places(SourceFile file, Found found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
            if (tree == null || tree == file.unit) {
                return super.scan(tree, null);
            }
            TreePath parent = getCurrentPath();
            if (!file.isWritten(tree) || isImplicit(parent, tree)) {
                return null;
            }
            TreePath place = new TreePath(parent, tree);
            ALL.forEach(rule -> rule.at(place, file, found));
            return super.scan(tree, null);
        }

        /** The compiler gives members that it adds the position of their class. */
        private boolean isImplicit(TreePath parent, Tree tree) {
            if (!(parent.getLeaf() instanceof ClassTree) || tree instanceof ClassTree) {
                return false;
            }
            Element element = tree instanceof MethodTree ? file.element(parent, tree) : null;
            return element != null && file.elements.getOrigin(element) != Elements.Origin.EXPLICIT
                    || file.start(tree) == file.start(parent.getLeaf());
        }
    }
}
