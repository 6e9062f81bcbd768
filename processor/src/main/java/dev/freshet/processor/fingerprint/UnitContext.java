package dev.freshet.processor.fingerprint;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.Mark;
import dev.freshet.fingerprint.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** One unit being encoded: where its trees are, and the numbers of what is declared in it. */
final class UnitContext implements Function<TypeElement, String> {
    final Unit unit;
    final StringBuilder text;
    final Symbols symbols;
    private final Trees trees;
    private final TreePath path;
    private final TypeElement owner;
    private final Map<Element, Integer> locals = new HashMap<>();
    private final Map<TypeElement, Integer> localTypes = new HashMap<>();
    private final List<TypeElement> scopes = new ArrayList<>();
    private int next;
    private int lowestLocal = Integer.MAX_VALUE;
    private int lowestLocalType = Integer.MAX_VALUE;
    private @Nullable Tree lastTree;
    private @Nullable Element lastElement;

    /** @param path any path of the compilation unit: the compiler looks only at the attributed tree at its end */
    UnitContext(Unit unit, Symbols symbols, Trees trees, TreePath path, TypeElement owner) {
        this.unit = unit;
        this.text = unit.text;
        this.symbols = symbols;
        this.trees = trees;
        this.path = path;
        this.owner = owner;
    }

    /** What a tree stands for. Who writes a name often asks again what has just been asked. */
    @Nullable
    Element element(Tree tree) {
        if (!tree.equals(lastTree)) {
            lastElement = trees.getElement(new TreePath(path, tree));
            lastTree = tree;
        }
        return lastElement;
    }

    @Nullable
    TypeMirror type(Tree tree) {
        return trees.getTypeMirror(new TreePath(path, tree));
    }

    /** The number of a variable that is declared in the unit; null if it is not. */
    @Nullable
    Integer local(@Nullable Element variable) {
        Integer number = variable == null ? null : locals.get(variable);
        lowestLocal = number == null ? lowestLocal : Math.min(lowestLocal, number);
        return number;
    }

    /** Writes something, and returns whether it names a local variable or class from before. */
    boolean namesEarlierLocals(Runnable encoding) {
        int variables = next;
        int types = localTypes.size();
        int lowestVariable = lowestLocal;
        int lowestType = lowestLocalType;
        lowestLocal = Integer.MAX_VALUE;
        lowestLocalType = Integer.MAX_VALUE;
        encoding.run();
        boolean isEarlier = lowestLocal < variables || lowestLocalType < types;
        lowestLocal = Math.min(lowestLocal, lowestVariable);
        lowestLocalType = Math.min(lowestLocalType, lowestType);
        return isEarlier;
    }

    /** Numbers a variable: its name does not count. */
    int declare(@Nullable Element variable) {
        int number = next++;
        if (variable != null) {
            locals.put(variable, number);
        }
        return number;
    }

    /** The name of a type; of a local class, whose binary name depends on the compiler's numbering, a number. */
    String name(TypeElement type) {
        if (!symbols.isLocal(type)) {
            return symbols.binaryName(type);
        }
        Integer number = localTypes.get(type);
        if (number == null) {
            number = localTypes.size();
            localTypes.put(type, number);
        }
        lowestLocalType = Math.min(lowestLocalType, number);
        return "#" + number;
    }

    /** The name of a type. */
    @Override
    public String apply(TypeElement type) {
        return name(type);
    }

    /** The name of a method by the names of types here. */
    String name(ExecutableElement method) {
        return localTypes.isEmpty() ? nameWithoutLocals(method) : symbols.descriptors.method(method, this);
    }

    private String nameWithoutLocals(ExecutableElement method) {
        return symbols.isLocal(symbols.owner(method))
                ? symbols.descriptors.method(method, this)
                : symbols.method(method);
    }

    /** Whether a type's code is the project's or a library's, with an identity of its own. */
    boolean isReferable(TypeElement type) {
        return !symbols.isLocal(type) && !symbols.isJdk(type);
    }

    void refer(Reference reference) {
        unit.references.add(reference);
    }

    /** Refers to all members of a type and of its subtypes: somebody may call them by reflection. */
    void referToAll(TypeElement type) {
        if (isReferable(type)) {
            refer(Reference.allOf(symbols.binaryName(type)));
            refer(Reference.seen(symbols.binaryName(type)));
        }
    }

    /** Refers to what reflection sees of the types that a type is made of: it may be a token for them. */
    void referToArguments(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            for (TypeMirror argument : declared.getTypeArguments()) {
                if (argument instanceof DeclaredType part && isReferable((TypeElement) part.asElement())) {
                    refer(Reference.seen(symbols.binaryName((TypeElement) part.asElement())));
                }
                referToArguments(argument);
            }
        } else if (type instanceof ArrayType array) {
            referToArguments(array.getComponentType());
        }
    }

    void enter(TypeElement localClass) {
        contains(localClass.asType());
        scopes.add(localClass);
    }

    void leave() {
        scopes.remove(scopes.size() - 1);
    }

    /** The innermost class around the code that has a member: the receiver that the code does not name. */
    TypeElement receiver(TypeElement declaring) {
        return Objects.requireNonNullElse(enclosing(declaring), owner);
    }

    /** The innermost class around the code that has the members of a class; null if they are imported. */
    @Nullable
    TypeElement enclosing(TypeElement declaring) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            if (isSubtype(scopes.get(i), declaring)) {
                return scopes.get(i);
            }
        }
        for (Element outer = owner; outer != null; outer = outer.getEnclosingElement()) {
            if (outer instanceof TypeElement type && isSubtype(type, declaring)) {
                return type;
            }
        }
        return null;
    }

    /** The class that a static import of a member names; null if there is none. */
    @Nullable
    TypeElement imported(String member, TypeElement declaring) {
        TypeElement onDemand = null;
        for (ImportTree each : path.getCompilationUnit().getImports()) {
            if (each.isStatic()
                    && each.getQualifiedIdentifier() instanceof MemberSelectTree named
                    && element(named.getExpression()) instanceof TypeElement type
                    && isSubtype(type, declaring)) {
                if (symbols.names.text(named.getIdentifier()).equals(member)) {
                    return type;
                }
                onDemand = onDemand == null && named.getIdentifier().contentEquals("*") ? type : onDemand;
            }
        }
        return onDemand;
    }

    /** The class around the code, also a local one. */
    TypeElement innermost() {
        return scopes.isEmpty() ? owner : scopes.get(scopes.size() - 1);
    }

    /** Notes that the unit has a local class or a lambda of a type. */
    void contains(TypeMirror subtype) {
        for (TypeMirror supertype : symbols.types.directSupertypes(subtype)) {
            markSubtype(supertype);
        }
    }

    void markSubtype(@Nullable TypeMirror supertype) {
        if (supertype instanceof IntersectionType several) {
            several.getBounds().forEach(this::markSubtype);
        } else if (supertype instanceof DeclaredType declared && declared.asElement() instanceof TypeElement type) {
            if (symbols.isJdk(type)) {
                symbols.withSupertypes(type).forEach(name -> unit.marks.add(new Mark.Subtype(name)));
            } else if (symbols.isLocal(type)) {
                contains(type.asType());
            } else {
                unit.marks.add(new Mark.Subtype(symbols.binaryName(type)));
            }
        }
    }

    boolean isSubtype(TypeElement type, TypeElement of) {
        return type.equals(of)
                || symbols.types.isSubtype(symbols.types.erasure(type.asType()), symbols.types.erasure(of.asType()));
    }
}
