package dev.freshet.wiring;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types with type arguments, built from class literals by generated code. They are equal to those of the JDK's
 * reflection.
 */
public final class GenericTypes {
    private GenericTypes() {}

    /** The type {@code raw<arguments>}; {@code raw} is not an inner class of a generic class. */
    public static ParameterizedType parameterized(Class<?> raw, Type... arguments) {
        return new Parameterized(raw.getDeclaringClass(), raw, arguments.clone());
    }

    /** The type {@code ? extends bound}. */
    public static WildcardType subtypeOf(Type bound) {
        return new Wildcard(bound, null);
    }

    /** The type {@code ? super bound}. */
    public static WildcardType supertypeOf(Type bound) {
        return new Wildcard(Object.class, bound);
    }

    /** The type {@code component[]}. */
    public static Type arrayOf(Type component) {
        return component instanceof Class<?> type ? Array.newInstance(type, 0).getClass() : new GenericArray(component);
    }

    private record Parameterized(@Nullable Type owner, Class<?> raw, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType that
                    && raw.equals(that.getRawType())
                    && Objects.equals(owner, that.getOwnerType())
                    && Arrays.equals(arguments, that.getActualTypeArguments());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arguments) ^ Objects.hashCode(owner) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            return Stream.of(arguments)
                    .map(Type::getTypeName)
                    .collect(Collectors.joining(", ", raw.getName() + "<", ">"));
        }
    }

    private record Wildcard(Type upper, @Nullable Type lower) implements WildcardType {
        @Override
        public Type[] getUpperBounds() {
            return new Type[] {upper};
        }

        @Override
        public Type[] getLowerBounds() {
            return lower == null ? new Type[0] : new Type[] {lower};
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WildcardType that
                    && Arrays.equals(getUpperBounds(), that.getUpperBounds())
                    && Arrays.equals(getLowerBounds(), that.getLowerBounds());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(getLowerBounds()) ^ Arrays.hashCode(getUpperBounds());
        }

        @Override
        public String toString() {
            if (lower != null) {
                return "? super " + lower.getTypeName();
            }
            return upper == Object.class ? "?" : "? extends " + upper.getTypeName();
        }
    }

    private record GenericArray(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GenericArrayType that && component.equals(that.getGenericComponentType());
        }

        @Override
        public int hashCode() {
            return component.hashCode();
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }
}
