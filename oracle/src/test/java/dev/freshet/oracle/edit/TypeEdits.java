package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Other types: of fields, parameters, results, casts, class literals, instances and type arguments. */
final class TypeEdits implements Rule {
    private static final Map<String, List<String>> LIBRARY = Map.ofEntries(
            Map.entry("List", List.of("java.util.Collection", "Iterable", "java.util.ArrayList")),
            Map.entry("ArrayList", List.of("java.util.LinkedList", "java.util.Vector")),
            Map.entry("Collection", List.of("Iterable", "java.util.List")),
            Map.entry("Map", List.of("java.util.HashMap", "java.util.SortedMap")),
            Map.entry("TreeMap", List.of("java.util.HashMap", "java.util.LinkedHashMap")),
            Map.entry("Set", List.of("java.util.Collection", "java.util.HashSet")),
            Map.entry("HashSet", List.of("java.util.TreeSet", "java.util.LinkedHashSet")),
            Map.entry("Integer", List.of("Long", "int", "Number", "Short")),
            Map.entry("Long", List.of("Integer", "long")),
            Map.entry("Double", List.of("Float", "double")),
            Map.entry("String", List.of("Object", "CharSequence")),
            Map.entry("Object", List.of("String", "Comparable<?>")),
            Map.entry("StringBuilder", List.of("StringBuffer")),
            Map.entry("Function", List.of("java.util.function.UnaryOperator")),
            Map.entry("Number", List.of("Integer", "Object")),
            Map.entry("Short", List.of("Byte", "Long")),
            Map.entry("Iterable", List.of("java.util.Collection")),
            Map.entry("Class", List.of("Object")));
    private static final Map<String, List<String>> PRIMITIVE = Map.of(
            "int", List.of("long", "short", "Integer", "double", "char"),
            "long", List.of("int", "double", "Long"),
            "double", List.of("float", "Double", "int"),
            "float", List.of("double"),
            "boolean", List.of("Boolean"),
            "char", List.of("int", "Character"),
            "short", List.of("int", "byte"),
            "byte", List.of("int", "short"),
            "void", List.of("int"));

    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        Tree tree = place.getLeaf();
        String where = where(place);
        if (tree instanceof PrimitiveTypeTree) {
            PRIMITIVE
                    .getOrDefault(file.text(tree), List.of())
                    .forEach(other -> found.add("type." + where, file.replace(tree, other)));
        } else if (tree instanceof IdentifierTree name && file.element(place) instanceof TypeElement type) {
            LIBRARY.getOrDefault(name.getName().toString(), List.of())
                    .forEach(other -> found.add("type." + where, file.replace(tree, other)));
            relatives(type, file).forEach(other -> found.add("type." + where, file.replace(tree, other)));
        } else if (tree instanceof ParameterizedTypeTree generic) {
            generic(generic, file, found);
        } else if (tree instanceof NewClassTree made) {
            diamond(made, place, file, found);
        } else if (tree instanceof InstanceOfTree test && test.getPattern() == null) {
            found.add("type.instanceOfAny", file.replace(test.getType(), "Object"));
        } else if (tree instanceof MethodInvocationTree call) {
            typeArguments(call, place, file, found);
        } else if (tree instanceof MethodTree method) {
            method.getThrows().forEach(thrown -> found.add("type.throws", file.replace(thrown, "Exception")));
            if (method.getThrows().isEmpty() && method.getBody() != null) {
                found.add("type.addThrows", file.insert(file.start(method.getBody()), "throws IllegalStateException "));
            }
        }
    }

    private static String where(TreePath place) {
        Tree type = place.getLeaf();
        TreePath outer = place.getParentPath();
        if (outer.getLeaf() instanceof ParameterizedTypeTree generic) {
            return generic.getType() == type ? where(outer) : "argument";
        }
        if (outer.getLeaf() instanceof VariableTree variable && variable.getType() == type) {
            Tree owner = outer.getParentPath().getLeaf();
            return owner instanceof ClassTree ? "field" : owner instanceof MethodTree ? "parameter" : "local";
        }
        if (outer.getLeaf() instanceof MethodTree) {
            return "result";
        }
        return switch (outer.getLeaf().getKind()) {
            case NEW_CLASS -> "new";
            case TYPE_CAST -> "cast";
            case INSTANCE_OF -> "instanceOf";
            case MEMBER_SELECT ->
                ((MemberSelectTree) outer.getLeaf()).getIdentifier().contentEquals("class")
                        ? "classLiteral"
                        : "qualifier";
            case MEMBER_REFERENCE -> "reference";
            case ANNOTATED_TYPE -> "annotated";
            case EXTENDS_WILDCARD, SUPER_WILDCARD -> "argument";
            case CLASS, INTERFACE, RECORD, ENUM -> "supertype";
            default -> "other";
        };
    }

    /** The supertypes of a type, and its siblings in its package or class. */
    private static List<String> relatives(TypeElement type, SourceFile file) {
        if (file.pathOf(type) == null) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (TypeMirror supertype : file.types.directSupertypes(type.asType())) {
            found.add(file.types.erasure(supertype).toString());
        }
        for (Element sibling : type.getEnclosingElement().getEnclosedElements()) {
            if (sibling instanceof TypeElement other
                    && !other.equals(type)
                    && file.types.isSubtype(file.types.erasure(other.asType()), file.types.erasure(type.asType()))) {
                found.add(other.getQualifiedName().toString());
            }
        }
        return found;
    }

    private static void generic(ParameterizedTypeTree generic, SourceFile file, Found found) {
        if (generic.getTypeArguments().isEmpty()) {
            return;
        }
        found.add("type.raw", file.replace(generic, file.text(generic.getType())));
        for (Tree argument : generic.getTypeArguments()) {
            found.add("type.wildcard", file.replace(argument, "?"));
            found.add("type.extends", file.wrap("? extends ", argument, ""));
            found.add("type.super", file.wrap("? super ", argument, ""));
            found.add("type.nested", file.wrap("java.util.List<", argument, ">"));
            found.add("type.argument", file.replace(argument, "Object"));
        }
        if (generic.getTypeArguments().size() > 1) {
            found.add(
                    "type.swapArguments",
                    file.swap(
                            generic.getTypeArguments().get(0),
                            generic.getTypeArguments().get(1)));
        }
    }

    private static void diamond(NewClassTree made, TreePath place, SourceFile file, Found found) {
        if (!(made.getIdentifier() instanceof ParameterizedTypeTree generic)) {
            return;
        }
        TypeMirror type = file.type(place);
        if (generic.getTypeArguments().isEmpty() && type != null && made.getClassBody() == null) {
            found.add("type.fromDiamond", file.replace(generic, type.toString()));
        } else {
            found.add("type.toDiamond", file.replace(generic, file.text(generic.getType()) + "<>"));
        }
    }

    private static void typeArguments(MethodInvocationTree call, TreePath place, SourceFile file, Found found) {
        if (!call.getTypeArguments().isEmpty() || !(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return;
        }
        TypeMirror type = file.type(place);
        if (type instanceof DeclaredType && type.getKind() == TypeKind.DECLARED) {
            int name = file.end(select) - select.getIdentifier().length();
            found.add("type.explicitArguments", file.insert(name, "<" + type + ">"));
            found.add("type.explicitArguments", file.insert(name, "<Object>"));
        }
    }
}
