package dev.freshet.oracle.bytecode;

/**
 * What byte code refers to, before it is resolved.
 *
 * @param name of a member or resource; empty where there is none
 */
record Ref(Kind kind, String owner, String name, String descriptor) implements Comparable<Ref> {
    enum Kind {
        /** A method where it is declared. */
        METHOD,
        /** A field where it is declared. */
        FIELD,
        /** Running a class's initialiser. */
        INIT,
        /** A statement of an initialiser, by its number. */
        SEGMENT,
        /** What reflection sees of a class. */
        HEADER,
        /** Objects of a class, which libraries may call. */
        OBJECT,
        CALL_STATIC,
        CALL_SPECIAL,
        CALL_VIRTUAL,
        ACCESS,
        ACCESS_STATIC,
        ANNOTATION,
        /** All members of a class. */
        ALL,
        /** A class whose objects the catalog makes. */
        LOADED,
        /** A class whose objects the catalog reads. */
        SAVED,
        RESOURCE
    }

    static Ref of(Kind kind, String owner) {
        return new Ref(kind, owner, "", "");
    }

    static Ref of(Kind kind, String owner, String name, String descriptor) {
        return new Ref(kind, owner, name, descriptor);
    }

    @Override
    public int compareTo(Ref other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + " " + owner + (name.isEmpty() ? "" : "." + name) + descriptor;
    }
}
