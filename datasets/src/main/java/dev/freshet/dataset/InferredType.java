package dev.freshet.dataset;

import java.util.List;

/** A Java type that holds what a file has, as {@code catalog infer} prints it. */
public sealed interface InferredType {
    /** A text, for what no more is known of. */
    InferredType TEXT = new Plain(String.class);

    /** Any value. */
    InferredType ANY = new Plain(Object.class);

    /** A class of the JDK that is no collection. A primitive is written as its wrapper where it has to be. */
    record Plain(Class<?> type) implements InferredType {}

    /** A value that can be missing. */
    record OptionalOf(InferredType value) implements InferredType {}

    /** A list. */
    record ListOf(InferredType element) implements InferredType {}

    /** A map. Its keys are values of one class. */
    record MapOf(InferredType key, InferredType value) implements InferredType {
        /** Creates a map whose keys are texts. */
        public MapOf(InferredType value) {
            this(TEXT, value);
        }
    }

    /** A record with components in the order of the file. Its name is derived from where it is. */
    record RecordOf(List<Component> components) implements InferredType {
        public RecordOf {
            components = List.copyOf(components);
        }
    }

    /**
     * A component of a record.
     *
     * @param name a legal name, such as {@link ComponentNames} gives
     * @param annotation the annotation of the component, with the full name of its class; may be empty
     */
    record Component(String name, InferredType type, String annotation) {
        public Component(String name, InferredType type) {
            this(name, type, "");
        }
    }

    /** Returns a type whose values can be missing. */
    static InferredType optional(InferredType type) {
        return type instanceof OptionalOf || type.equals(ANY) ? type : new OptionalOf(type);
    }
}
