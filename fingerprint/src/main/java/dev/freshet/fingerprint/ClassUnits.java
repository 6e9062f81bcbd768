package dev.freshet.fingerprint;

import java.util.List;
import java.util.Map;

/**
 * What an object file says of one class.
 *
 * @param name the binary name with slashes, {@code demo/Flow$Split}
 * @param kind {@code CLASS}, {@code INTERFACE}, {@code ENUM}, {@code RECORD} or {@code ANNOTATION_TYPE}
 * @param supertypes direct supertypes outside the JDK, binary names with slashes
 * @param callbacks {@code name/arity} of every method of its supertypes in the JDK that it could override: what a library
 *     may call
 * @param constants digests of the values of its compile-time constants, by field name
 * @param initializers what runs when it is initialised, in order: {@code S:} its supertypes, {@code F:} static fields with
 *     an initialiser, and {@link #BLOCK}
 * @param units its code
 */
public record ClassUnits(
        String name,
        String kind,
        List<String> supertypes,
        List<String> callbacks,
        Map<String, String> constants,
        List<String> initializers,
        List<CodeUnit> units) {
    /** Stands in {@link #initializers} for a static block or an enum constant, whose code is that of the initialiser's unit. */
    public static final String BLOCK = "*";
}
