package dev.freshet.fingerprint;

import java.util.List;
import java.util.Map;

/**
 * The content of an object file for one class.
 *
 * @param name the binary name with slashes, {@code demo/Flow$Split}
 * @param kind {@code CLASS}, {@code INTERFACE}, {@code ENUM}, {@code RECORD} or {@code ANNOTATION_TYPE}
 * @param supertypes the direct supertypes outside the JDK, as binary names with slashes
 * @param callbacks {@code name/arity} of every method of the class's supertypes in the JDK that the class could
 *     override, because a library can call them
 * @param constants the digests of the values of compile-time constants, by field name
 * @param initializers what runs when the class is initialised, in order: the static initialisers of supertypes, static
 *     fields with an initialiser, and {@link Reference#STATIC_BLOCK}
 * @param units the code of the class
 */
public record ClassUnits(
        String name,
        String kind,
        List<String> supertypes,
        List<String> callbacks,
        Map<String, String> constants,
        List<Reference> initializers,
        List<CodeUnit> units) {}
