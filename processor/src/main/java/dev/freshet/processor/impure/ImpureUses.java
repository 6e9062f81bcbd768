package dev.freshet.processor.impure;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.freshet.Node;
import dev.freshet.fingerprint.ImpureKind;
import dev.freshet.fingerprint.ImpureMark;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.fingerprint.Mark;
import dev.freshet.fingerprint.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Marks the units of a compilation with the impure uses of their members, and remembers where the uses are.
 */
public final class ImpureUses {
    /** What authors write in {@code @SuppressWarnings}. */
    public static final String SUPPRESSION = "freshet-impure";

    /** Where a use is written. */
    record Place(Tree tree, CompilationUnitTree file) {}

    /** A use in a unit, however it was reached. */
    record Marked(Reference unit, ImpureMark mark) {
        static Marked of(ImpureUse use) {
            return new Marked(use.unit(), new ImpureMark(use.kind(), use.line(), use.what()));
        }
    }

    private final Trees trees;
    private final Elements elements;
    private final List<ImpureNode> nodes = new ArrayList<>();
    private final Map<Element, Boolean> nodeAnnotations = new HashMap<>();
    private final Map<Marked, Place> places = new HashMap<>();
    private final Map<Element, Boolean> suppressed = new HashMap<>();
    private final Map<Element, Boolean> suppressing = new HashMap<>();

    public ImpureUses(Trees trees, Elements elements) {
        this.trees = trees;
        this.elements = elements;
    }

    /**
     * Remembers a method if it is a node.
     *
     * @param name of the method, with JVM descriptors
     */
    public void node(ExecutableElement method, String name) {
        for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
            if (is(annotation, Node.class, nodeAnnotations)) {
                nodes.add(ImpureNode.of(method, name, annotation, elements));
            }
        }
    }

    /** The nodes since it was last asked. */
    public List<ImpureNode> takeNodes() {
        List<ImpureNode> taken = List.copyOf(nodes);
        nodes.clear();
        return taken;
    }

    /**
     * Notes what is impure in a member that has just been encoded.
     *
     * @param unit the id of the member's unit
     * @param finder has looked at the member's code
     * @param marks takes those of the unit
     */
    public void note(
            Reference unit, Element member, Tree tree, TreePath holder, ImpureFinder finder, Collection<Mark> marks) {
        List<ImpureFinder.Found> uses = finder.take();
        if (isSuppressed(member)) {
            // The initialiser of an instance field is a piece of a unit, whose other pieces still count.
            if (!(tree instanceof VariableTree) || finder.isInitializer()) {
                marks.add(Mark.Flag.IMPURE_SUPPRESSED);
            }
            return;
        }
        for (ImpureFinder.Found found : uses) {
            if (found.kind() != ImpureKind.DEFAULTS || !isOfException(member)) {
                note(unit, found.kind(), found.what(), found.tree(), holder, marks);
            }
        }
        if (member instanceof ExecutableElement method && method.getModifiers().contains(Modifier.NATIVE)) {
            note(unit, ImpureKind.NATIVE, method.getSimpleName() + "()", tree, holder, marks);
        }
        if (member instanceof VariableElement field && tree instanceof VariableTree && changes(field, holder)) {
            note(unit, ImpureKind.STATIC, ImpureFinder.owner(field) + "." + field.getSimpleName(), tree, holder, marks);
        }
    }

    private void note(
            Reference unit, ImpureKind kind, String what, Tree tree, TreePath holder, Collection<Mark> marks) {
        ImpureMark mark = new ImpureMark(kind, line(tree, holder), what);
        marks.add(mark);
        places.putIfAbsent(new Marked(unit, mark), new Place(tree, holder.getCompilationUnit()));
    }

    private int line(Tree tree, TreePath holder) {
        CompilationUnitTree file = holder.getCompilationUnit();
        LineMap lines = file.getLineMap();
        long start = trees.getSourcePositions().getStartPosition(file, tree);
        return start < 0 || lines == null ? 0 : (int) lines.getLineNumber(start);
    }

    /** Where a use is; null if it is not of this compilation. */
    @Nullable
    Place place(Marked use) {
        return places.get(use);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Whether the author of a member, or of a class around it, says that what it uses does not matter. */
    private boolean isSuppressed(Element member) {
        if (suppresses(member)) {
            return true;
        }
        Element outer = member.getEnclosingElement();
        if (outer == null) {
            return false;
        }
        Boolean known = suppressed.get(outer);
        if (known == null) {
            known = isSuppressed(outer);
            suppressed.put(outer, known);
        }
        return known;
    }

    private boolean suppresses(Element element) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (is(annotation, SuppressWarnings.class, suppressing)
                    && annotation.getElementValues().values().toString().contains('"' + SUPPRESSION + '"')) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the answers: there are few types of annotations. */
    private static boolean is(AnnotationMirror annotation, Class<?> wanted, Map<Element, Boolean> answers) {
        Element type = annotation.getAnnotationType().asElement();
        Boolean known = answers.get(type);
        if (known == null) {
            known = type instanceof TypeElement element
                    && element.getQualifiedName().contentEquals(wanted.getName());
            answers.put(type, known);
        }
        return known;
    }

    /** What an exception says changes no result. */
    private static boolean isOfException(Element member) {
        Element type = member.getEnclosingElement();
        while (type instanceof TypeElement each) {
            if (each.getQualifiedName().contentEquals("java.lang.Throwable")) {
                return true;
            }
            type = each.getSuperclass() instanceof DeclaredType superclass ? superclass.asElement() : null;
        }
        return false;
    }

    /** A static field that is not final; if it is private, only if more than initialisers assign it. */
    private static boolean changes(VariableElement field, TreePath holder) {
        Set<Modifier> modifiers = field.getModifiers();
        if (!modifiers.contains(Modifier.STATIC)
                || modifiers.contains(Modifier.FINAL)
                || field.asType().toString().matches(".*\\bLog(ger)?")) {
            return false;
        }
        if (!modifiers.contains(Modifier.PRIVATE)) {
            return true;
        }
        Assigned assigned = new Assigned();
        for (Tree each : holder.getCompilationUnit().getTypeDecls()) {
            assigned.scan(each, null);
        }
        return assigned.names.contains(field.getSimpleName().toString());
    }

    /** The names of all variables that methods and lambdas assign. */
    private static final class Assigned extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> names = new HashSet<>();

        private void add(ExpressionTree variable) {
            if (variable instanceof IdentifierTree identifier) {
                names.add(identifier.getName().toString());
            } else if (variable instanceof MemberSelectTree select) {
                names.add(select.getIdentifier().toString());
            }
        }

        /** Static blocks are initialisers. */
        @Override
        public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
            return tree.isStatic() ? null : super.visitBlock(tree, null);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
            add(tree.getVariable());
            return super.visitAssignment(tree, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
            add(tree.getVariable());
            return super.visitCompoundAssignment(tree, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
            switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    add(tree.getExpression());
                default -> {}
            }
            return super.visitUnary(tree, null);
        }
    }
}
