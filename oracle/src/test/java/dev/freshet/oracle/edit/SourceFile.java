package dev.freshet.oracle.edit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** A source file with its attributed tree. */
final class SourceFile {
    final String path;
    final String text;
    final CompilationUnitTree unit;
    final Elements elements;
    final Types types;
    private final Trees trees;
    private final SourcePositions positions;

    SourceFile(String path, String text, CompilationUnitTree unit, Trees trees, Elements elements, Types types) {
        this.path = path;
        this.text = text;
        this.unit = unit;
        this.trees = trees;
        this.elements = elements;
        this.types = types;
        positions = trees.getSourcePositions();
    }

    int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    /** Whether a tree stands in the text: the compiler adds others. */
    boolean isWritten(Tree tree) {
        return start(tree) >= 0 && end(tree) > start(tree);
    }

    /** Empty if the tree does not stand in the text. */
    String text(Tree tree) {
        return !isWritten(tree) ? "" : text.substring(start(tree), end(tree));
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }

    @Nullable
    Element element(TreePath at) {
        return trees.getElement(at);
    }

    @Nullable
    TypeMirror type(TreePath at) {
        return trees.getTypeMirror(at);
    }

    @Nullable
    TypeMirror type(TreePath parent, Tree tree) {
        return trees.getTypeMirror(new TreePath(parent, tree));
    }

    @Nullable
    Element element(TreePath parent, Tree tree) {
        return trees.getElement(new TreePath(parent, tree));
    }

    @Nullable
    TreePath pathOf(Element element) {
        return trees.getPath(element);
    }

    Replacement replace(Tree tree, String with) {
        return new Replacement(path, start(tree), end(tree), with);
    }

    Replacement replace(int start, int end, String with) {
        return new Replacement(path, start, end, with);
    }

    Replacement insert(int at, String more) {
        return new Replacement(path, at, at, more);
    }

    Replacement delete(Tree tree) {
        return replace(tree, "");
    }

    Replacement[] swap(Tree one, Tree two) {
        return new Replacement[] {replace(one, text(two)), replace(two, text(one))};
    }

    Replacement wrap(String before, Tree tree, String after) {
        return replace(tree, before + text(tree) + after);
    }

    /** The place of a token, not before a position; -1 if it is not there. */
    int find(String token, int from, int to) {
        int at = text.indexOf(token, from);
        return at < 0 || at + token.length() > to ? -1 : at;
    }

    /** Where modifiers end, or would be if there were any. */
    int afterModifiers(ModifiersTree modifiers, Tree declaration) {
        return isWritten(modifiers) ? end(modifiers) : start(declaration);
    }

    /** The keywords among modifiers, without annotations. */
    static List<String> keywords(ModifiersTree modifiers) {
        return modifiers.getFlags().stream().map(Object::toString).sorted().toList();
    }
}
