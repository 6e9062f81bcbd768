package dev.freshet.wiring;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A type that the running program has by reflection. */
public record ReflectedType(Type type) implements TypeView {
    @Override
    public String name() {
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? "" : name(plain);
        }
        return type instanceof ParameterizedType ? name(JavaTypes.raw(type)) : "";
    }

    private static String name(Class<?> plain) {
        String name = plain.getCanonicalName();
        return name == null ? plain.getName() : name;
    }

    @Override
    public List<ReflectedType> arguments() {
        return type instanceof ParameterizedType parameterized
                ? Stream.of(parameterized.getActualTypeArguments())
                        .map(ReflectedType::new)
                        .toList()
                : List.of();
    }

    @Override
    public ReflectedType bound() {
        Type bound = JavaTypes.bound(type);
        return bound == Object.class ? this : new ReflectedType(bound);
    }

    @Override
    public Optional<ReflectedType> component() {
        return JavaTypes.component(type).map(ReflectedType::new);
    }

    @Override
    public boolean isRecord() {
        return !name().isEmpty() && JavaTypes.raw(type).isRecord();
    }
}
