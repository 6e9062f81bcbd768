package dev.freshet.wiring;

import java.util.List;
import java.util.Optional;

/**
 * A Java type, whether the compiler has it as a mirror or the run has it by reflection: as much of it as the
 * {@link BuiltInType}s ask for, so that both judge by the same rules.
 */
public interface TypeView {
    /** Returns the qualified name of a class, interface or primitive; empty for arrays, wildcards and variables. */
    String name();

    /** Returns the type arguments; empty if the type is raw. */
    List<? extends TypeView> arguments();

    /** Returns the upper bound of a wildcard such as {@code ? extends Row}, and any other type itself. */
    TypeView bound();

    /** Returns the type of an array's elements. */
    Optional<? extends TypeView> component();

    /** Returns whether the type is a record. */
    boolean isRecord();

    /** Returns whether the type is that class or primitive, without type arguments. */
    default boolean is(String className) {
        return name().equals(className) && arguments().isEmpty();
    }

    /** Returns whether the type is a string. */
    default boolean isString() {
        return is("java.lang.String");
    }

    /** Returns whether the type is a list, a collection or an iterable, with its element type given. */
    default boolean isMany() {
        return arguments().size() == 1
                && (name().equals("java.util.List")
                        || name().equals("java.util.Collection")
                        || name().equals("java.lang.Iterable"));
    }

    /** Returns the type of the elements of {@linkplain #isMany many}. */
    default TypeView element() {
        return arguments().get(0).bound();
    }

    /** Returns the type of the partitions of a partitioned dataset, which is a map from keys to partitions. */
    default Optional<TypeView> partition() {
        return name().equals("java.util.Map")
                        && arguments().size() == 2
                        && arguments().get(0).isString()
                ? Optional.of(arguments().get(1).bound())
                : Optional.empty();
    }

    /** Returns whether the type is that class with only strings as type arguments. */
    default boolean isOfStrings(String className) {
        return name().equals(className)
                && !arguments().isEmpty()
                && arguments().stream().allMatch(TypeView::isString);
    }
}
