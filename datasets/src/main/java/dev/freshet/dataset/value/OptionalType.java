package dev.freshet.dataset.value;

import dev.freshet.dataset.cell.Containers;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Optional}, {@link java.util.OptionalInt}, {@link java.util.OptionalLong} or {@link
 * java.util.OptionalDouble}.
 *
 * @param raw the class of the optional
 * @param value the type of what it holds
 */
public record OptionalType(Class<?> raw, Type value) {
    /** Returns the optional that a type is; empty if it is none. */
    public static Optional<OptionalType> of(Type type) {
        return Containers.optionalOf(type).map(value -> new OptionalType(JavaTypes.raw(type), value));
    }

    /** Returns an optional of this class; an empty one for null. */
    public Object holding(@Nullable Object value) {
        return value == null ? Containers.absent(raw) : Containers.present(raw, value);
    }

    /** Returns what a component holds: the value of an optional, null if it is empty, and any other value itself. */
    public static @Nullable Object held(@Nullable Object component) {
        return component != null && Containers.isOptional(component.getClass())
                ? Containers.held(component)
                : component;
    }
}
