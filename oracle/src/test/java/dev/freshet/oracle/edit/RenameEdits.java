package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Renames what is declared, wherever it is used: locals, members, types, type variables. */
final class RenameEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        // Names are looked for in the whole program.
    }

    @Override
    public void in(ParsedProgram program, Found found) {
        Map<Element, List<Replacement>> uses = new LinkedHashMap<>();
        program.files.forEach(file -> new Uses(file, uses).scan(file.unit, null));
        uses.forEach((element, places) -> {
            boolean isDeclared = program.files.stream().anyMatch(file -> file.pathOf(element) != null);
            if (isDeclared) {
                found.add("rename." + kind(element), places);
            }
        });
        overridden(uses, program, found);
    }

    /** A method with all that override it. */
    private static void overridden(Map<Element, List<Replacement>> uses, ParsedProgram program, Found found) {
        SourceFile any = program.files.get(0);
        for (Element element : uses.keySet()) {
            if (!(element instanceof ExecutableElement method) || any.pathOf(method) == null) {
                continue;
            }
            List<Replacement> all = new ArrayList<>(uses.get(method));
            for (Element other : uses.keySet()) {
                if (other instanceof ExecutableElement overriding
                        && any.elements.overrides(overriding, method, (TypeElement) overriding.getEnclosingElement())) {
                    all.addAll(uses.get(overriding));
                }
            }
            if (all.size() > uses.get(method).size()) {
                found.add("rename.overridden", all);
            }
        }
    }

    private static String kind(Element element) {
        ElementKind kind = element.getKind();
        if (kind.isField()) {
            return kind == ElementKind.ENUM_CONSTANT ? "constant" : "field";
        }
        if (kind.isClass() || kind.isInterface()) {
            return "type";
        }
        return switch (kind) {
            case METHOD -> "method";
            case TYPE_PARAMETER -> "typeVariable";
            case RECORD_COMPONENT -> "component";
            case PARAMETER -> "parameter";
            default -> "local";
        };
    }

    private static final class Uses extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final SourceFile file;
        private final Map<Element, List<Replacement>> uses;

        Uses(SourceFile file, Map<Element, List<Replacement>> uses) {
            this.file = file;
            this.uses = uses;
        }

        private void use(@Nullable Element element, Name name, int from, int to) {
            String text = name.toString();
            if (element == null
                    || text.isEmpty()
                    || text.startsWith("<")
                    || text.equals("this")
                    || text.equals("super")) {
                return;
            }
            int at = -1;
            for (int i = file.text.indexOf(text, from);
                    i >= 0 && i + text.length() <= to;
                    i = file.text.indexOf(text, i + 1)) {
                boolean isWord = (i == 0 || !Character.isJavaIdentifierPart(file.text.charAt(i - 1)))
                        && !Character.isJavaIdentifierPart(file.text.charAt(i + text.length()));
                if (isWord) {
                    at = i;
                    break;
                }
            }
            if (at >= 0) {
                String other = Character.isUpperCase(text.charAt(0)) ? "Other" + text : text + "2";
                Replacement replacement = file.replace(at, at + text.length(), other);
                List<Replacement> places = uses.computeIfAbsent(element, key -> new ArrayList<>());
                if (!places.contains(replacement)) {
                    places.add(replacement);
                }
            }
        }

        private @Nullable Element here() {
            return file.element(getCurrentPath());
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
            return tree == null || tree != file.unit && !file.isWritten(tree) ? null : super.scan(tree, null);
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
            use(here(), tree.getName(), file.start(tree), file.end(tree));
            return super.visitIdentifier(tree, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
            use(here(), tree.getIdentifier(), file.end(tree.getExpression()), file.end(tree));
            return super.visitMemberSelect(tree, null);
        }

        @Override
        public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
            use(here(), tree.getName(), file.end(tree.getQualifierExpression()), file.end(tree));
            return super.visitMemberReference(tree, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
            int from = tree.getType() != null && file.isWritten(tree.getType())
                    ? file.end(tree.getType())
                    : file.afterModifiers(tree.getModifiers(), tree);
            use(here(), tree.getName(), from, file.end(tree));
            return super.visitVariable(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
            if (tree.getReturnType() != null) {
                use(here(), tree.getName(), file.end(tree.getReturnType()), file.end(tree));
            } else if (here() != null) {
                Element constructor = Objects.requireNonNull(here());
                use(
                        constructor.getEnclosingElement(),
                        constructor.getEnclosingElement().getSimpleName(),
                        file.afterModifiers(tree.getModifiers(), tree),
                        file.end(tree));
            }
            return super.visitMethod(tree, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
            use(here(), tree.getSimpleName(), file.afterModifiers(tree.getModifiers(), tree), file.end(tree));
            return super.visitClass(tree, null);
        }

        @Override
        public @Nullable Void visitTypeParameter(TypeParameterTree tree, @Nullable Void unused) {
            use(here(), tree.getName(), file.start(tree), file.end(tree));
            return super.visitTypeParameter(tree, null);
        }
    }
}
