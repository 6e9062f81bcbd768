package dev.freshet.fingerprint;

/** The kinds of dependencies that no fingerprint covers. */
public enum ImpureKind {
    /** The clock. */
    CLOCK("reads the clock", "take the time from a parameter"),
    /** Random numbers without a seed, random identifiers, identity hash codes. */
    RANDOM("draws numbers without a seed", "take a NodeContext and draw from its random()"),
    /** Environment variables, system properties, facts about the machine, standard input. */
    ENVIRONMENT("reads the environment", "take the value from a parameter, such as ${env:NAME}"),
    /** The default time zone, locale or charset. */
    DEFAULTS("depends on a default of the machine", "name the time zone, the locale or the charset"),
    /** Files that are not declared as inputs or outputs. */
    FILES("uses a file that is not declared", "declare the file as a dataset in the catalog"),
    /** Class-path resources that the node does not declare. */
    RESOURCES("reads a class-path resource", "name the resource in @Node(resources = ...)"),
    /** Connections to other machines. */
    NETWORK("uses the network", "declare what it reads as a dataset"),
    /** Other processes. */
    PROCESS("starts or asks a process", "let a node that always runs do it: rerun = Rerun.ALWAYS"),
    /** Classes and members that are looked up by name. */
    REFLECTION("looks up code by name", "name the type in @Node(alsoDependsOn = ...)"),
    /** Code that is not Java. */
    NATIVE("calls native code", "say a new @Node(version = ...) when that code changes"),
    /** Static state that changes after its initialisation. */
    STATIC("uses static state that changes", "hand the value over as a dataset or a parameter");

    private final String does;
    private final String remedy;

    ImpureKind(String does, String remedy) {
        this.does = does;
        this.remedy = remedy;
    }

    /** Returns what the code does, such as {@code reads the clock}. */
    public String does() {
        return does;
    }

    /** Returns how to declare or remove the dependency, in the imperative. */
    public String remedy() {
        return remedy;
    }
}
