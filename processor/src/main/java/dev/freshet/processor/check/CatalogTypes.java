package dev.freshet.processor.check;

import dev.freshet.processor.model.CatalogModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Which Java types the dataset types of the catalog can hold. The same rules as the runtime's, which has them over
 * {@link java.lang.reflect.Type}; a test holds both against each other. Dataset types that are not built in hold anything.
 */
final class CatalogTypes {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "csv", "a List, Collection or Iterable of records, of Map<String, String> or of List<String>",
            "jsonl", "a List, Collection or Iterable",
            "text", "a String, or a List, Collection or Iterable of String",
            "bytes", "a byte[]");
    private static final List<String> MANY = List.of("java.util.List", "java.util.Collection", "java.lang.Iterable");

    private final Types types;
    private final Elements elements;

    CatalogTypes(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    boolean accepts(CatalogModel.Entry entry, TypeMirror type) {
        return entry.isInParts()
                ? part(type).filter(part -> accepts(entry.type(), part)).isPresent()
                : accepts(entry.type(), type);
    }

    /** What a dataset in parts holds of each. */
    private Optional<TypeMirror> part(TypeMirror type) {
        return type instanceof DeclaredType map
                        && name(map).equals("java.util.Map")
                        && map.getTypeArguments().size() == 2
                        && isA(map.getTypeArguments().get(0), "java.lang.String")
                ? Optional.of(bound(map.getTypeArguments().get(1)))
                : Optional.empty();
    }

    private boolean accepts(String datasetType, TypeMirror type) {
        return switch (datasetType) {
            case "csv" -> isMany(type) && isRow(element(type));
            case "jsonl" -> isMany(type);
            case "text" -> isA(type, "java.lang.String") || (isMany(type) && isA(element(type), "java.lang.String"));
            case "bytes" ->
                type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
            default -> true;
        };
    }

    String describe(CatalogModel.Entry entry) {
        String one = DESCRIPTIONS.getOrDefault(entry.type(), "something else");
        return entry.isInParts() ? "a Map<String, T>, where each part T is " + one : one;
    }

    private static boolean isMany(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && MANY.contains(name(declared));
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    /** The type argument, or the bound of a wildcard. */
    private static TypeMirror element(TypeMirror many) {
        return bound(((DeclaredType) many).getTypeArguments().get(0));
    }

    private static TypeMirror bound(TypeMirror argument) {
        if (argument instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
            return wildcard.getExtendsBound();
        }
        return argument;
    }

    private boolean isRow(TypeMirror element) {
        return element instanceof DeclaredType declared
                && (declared.asElement().getKind() == ElementKind.RECORD
                        || is(declared, "java.util.Map", 2)
                        || is(declared, "java.util.List", 1));
    }

    /** Whether the type is that class with only strings as type arguments. */
    private boolean is(DeclaredType type, String className, int arguments) {
        return name(type).equals(className)
                && type.getTypeArguments().size() == arguments
                && type.getTypeArguments().stream().allMatch(argument -> isA(argument, "java.lang.String"));
    }

    private boolean isA(TypeMirror type, String className) {
        TypeElement element = elements.getTypeElement(className);
        return element != null && types.isSameType(type, element.asType());
    }
}
