package dev.freshet.oracle;

/** Where a changed class file need not change a fingerprint, and the reverse. {@code docs/testing.md} has the same table. */
public enum ByDesign {
    NAMES(
            "Names of local variables, parameters, captured variables, type variables, lambdas and local classes; line numbers",
            "Only debuggers read them, or the compiler has made them up."),
    FLAGS(
            "`final`, visibility, varargs and `throws` with its annotations",
            "They change what compiles. Where they decide a call, a property of a stored type or an initialisation, that is"
                    + " compared."),
    UNREAD_INITIALISER(
            "A statement of a static initialiser that only gives a field its value, by code of the JDK or an empty"
                    + " constructor, and whose field no reached code reads",
            "Whether it runs makes no difference to anybody."),
    ASSERTIONS(
            "That an interface asks, when it is initialised, whether assertions are on",
            "javac adds the question to every interface whose methods assert something. The answer is not used there."),
    FREE_ORDER(
            "The order of such statements among themselves, if they read no field of their class",
            "Each gives its value whenever it runs."),
    COMPILERS_ANNOTATIONS(
            "Annotations of `java.lang` and of class or source retention", "They speak to compilers and readers."),
    BRIDGES("Bridge methods themselves", "What they lead to is compared."),
    UNREACHED_MEMBERS(
            "Members that no reached code names, though reflection could list them",
            "That would be whole classes; `alsoDependsOn` says it."),
    OTHERS_OBJECTS(
            "Local classes of methods that are not reached",
            "No object of them exists unless unreached code has put one into mutable static state."),
    INLINED_CONSTANT(
            "The field of a constant that the compiler has copied into the reached code",
            "The copy is compared; an owner with another value than the copy makes the node run."),
    WHOLE_CLASSES(
            "Everything in a class without an object file, some names of local variables included",
            "It counts by the bytes of its class file: more runs than must, never less."),
    COMPILED_ALIKE(
            "Other sources that javac compiles to equal class files, such as `i += 1` for `i++`",
            "The fingerprint is made of what the source says, as no two compilers agree on byte code. Such edits may run a"
                    + " node; they are counted as needless.");

    private final String what;
    private final String why;

    ByDesign(String what, String why) {
        this.what = what;
        this.why = why;
    }

    /** A row of the table. */
    public String row() {
        return "| " + what + " | " + why + " |";
    }
}
