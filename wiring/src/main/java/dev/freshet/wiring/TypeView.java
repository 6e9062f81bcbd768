package dev.freshet.wiring;

import java.util.List;
import java.util.Optional;

/**
 * A Java type, whether the compiler has it as a mirror or the run has it by reflection: as much of it as the
 * {@link BuiltInType}s ask for, so that both judge by the same rules.
 */
public interface TypeView {
    /** The qualified name of the class, interface or primitive, or {@code void}; empty for arrays, wildcards and variables. */
    String name();

    /** The type arguments; empty if it has none or is raw. */
    List<? extends TypeView> arguments();

    /** What the type's values are at least: of {@code ? extends Row}, a {@code Row}. The type itself without such a bound. */
    TypeView bound();

    /** The type of an array's elements. */
    Optional<? extends TypeView> component();

    /** Whether the type is a record. */
    boolean isRecord();

    /** Whether the type is that class or primitive, without type arguments. */
    default boolean is(String className) {
        return name().equals(className) && arguments().isEmpty();
    }

    /** Whether the type is a string. */
    default boolean isString() {
        return is("java.lang.String");
    }

    /** Whether the type is a list, a collection or an iterable, with its element type given. */
    default boolean isMany() {
        return arguments().size() == 1
                && (name().equals("java.util.List")
                        || name().equals("java.util.Collection")
                        || name().equals("java.lang.Iterable"));
    }

    /** The type of the elements of {@linkplain #isMany many}. */
    default TypeView element() {
        return arguments().get(0).bound();
    }

    /** The type of the partitions of a dataset that is a map from texts to them. */
    default Optional<TypeView> partition() {
        return name().equals("java.util.Map")
                        && arguments().size() == 2
                        && arguments().get(0).isString()
                ? Optional.of(arguments().get(1).bound())
                : Optional.empty();
    }

    /** Whether the type is that class with only strings as type arguments. */
    default boolean isOfStrings(String className) {
        return name().equals(className)
                && !arguments().isEmpty()
                && arguments().stream().allMatch(TypeView::isString);
    }
}
