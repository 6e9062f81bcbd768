package dev.freshet.wiring;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;

/** Questions about Java types. */
public final class JavaTypes {
    private JavaTypes() {}

    /** Returns whether the type is a list, a collection or an iterable, with its element type given. */
    public static boolean isMany(Type type) {
        return new ReflectedType(type).isMany();
    }

    /** Returns the type of the partitions of a partitioned dataset, which is a map from keys to partitions. */
    public static Optional<Type> partition(Type type) {
        return new ReflectedType(type).partition().map(partition -> ((ReflectedType) partition).type());
    }

    /** Returns the type argument of a collection; of a wildcard, its upper bound. */
    public static Type element(Type many) {
        return bound(((ParameterizedType) many).getActualTypeArguments()[0]);
    }

    /** Returns the type that all values of a type argument have: of {@code ? extends Row}, a {@code Row}. */
    public static Type bound(Type argument) {
        return argument instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 0
                ? wildcard.getUpperBounds()[0]
                : argument;
    }

    /** Returns the class of a type without its type arguments. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return Object.class;
    }

    /** Returns a type argument; the upper bound of a wildcard, and {@code Object} if the type is raw. */
    public static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? bound(parameterized.getActualTypeArguments()[index])
                : Object.class;
    }

    /** Returns the class of arrays with elements of a type. */
    public static Class<?> arrayClass(Type component) {
        Class<?> elements = component instanceof GenericArrayType inner
                ? arrayClass(inner.getGenericComponentType())
                : raw(component);
        return elements.arrayType();
    }

    /** Returns the type of an array's elements. */
    public static Optional<Type> component(Type type) {
        if (type instanceof GenericArrayType array) {
            return Optional.of(array.getGenericComponentType());
        }
        return type instanceof Class<?> plain ? Optional.ofNullable(plain.getComponentType()) : Optional.empty();
    }

    /** Returns the type as people write it, without packages. */
    public static String show(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "")
                .replace('$', '.');
    }
}
