package dev.freshet.dataset.cell;

import dev.freshet.wiring.GenericTypes;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Replaces the type variables of generic classes by what stands for them. */
final class TypeArguments {
    private final Map<TypeVariable<?>, Type> values;

    private TypeArguments(Map<TypeVariable<?>, Type> values) {
        this.values = values;
    }

    /** Returns the arguments of a type; none of a class that is not generic, or is used without arguments. */
    static TypeArguments of(Type type) {
        Map<TypeVariable<?>, Type> values = new HashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = JavaTypes.raw(type).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                values.put(variables[i], JavaTypes.bound(arguments[i]));
            }
        }
        return new TypeArguments(values);
    }

    /** Returns the type of the values of a direct subclass, where the type of the interface is known. */
    static Type subtype(Class<?> subclass, Type parent) {
        TypeVariable<?>[] own = subclass.getTypeParameters();
        if (own.length == 0) {
            return subclass;
        }
        Map<TypeVariable<?>, Type> values = new HashMap<>();
        for (Type declared : subclass.getGenericInterfaces()) {
            if (declared instanceof ParameterizedType one
                    && parent instanceof ParameterizedType many
                    && one.getRawType().equals(many.getRawType())) {
                match(one.getActualTypeArguments(), many.getActualTypeArguments(), values);
            }
        }
        Type[] arguments = Arrays.stream(own)
                .map(variable -> values.getOrDefault(variable, JavaTypes.raw(variable.getBounds()[0])))
                .toArray(Type[]::new);
        return GenericTypes.parameterized(subclass, arguments);
    }

    private static void match(Type[] declared, Type[] actual, Map<TypeVariable<?>, Type> values) {
        for (int i = 0; i < declared.length; i++) {
            if (declared[i] instanceof TypeVariable<?> variable) {
                values.put(variable, JavaTypes.bound(actual[i]));
            }
        }
    }

    /** Returns a type with its variables replaced; a variable without argument is as its bound. */
    Type in(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type value = values.get(variable);
            return value == null ? JavaTypes.raw(variable.getBounds()[0]) : value;
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(this::in)
                    .toArray(Type[]::new);
            return GenericTypes.parameterized(JavaTypes.raw(type), arguments);
        }
        if (type instanceof GenericArrayType array) {
            return GenericTypes.arrayOf(in(array.getGenericComponentType()));
        }
        return type instanceof WildcardType ? in(JavaTypes.bound(type)) : type;
    }
}
