package dev.freshet.processor.model;

/**
 * The codes of all messages, as printed in {@code [freshet/UnknownInput]}. Each code has a section in docs/errors.md.
 */
public enum Code {
    Arity(Severity.ERROR),
    BadEach(Severity.ERROR),
    BadInclude(Severity.ERROR),
    BadName(Severity.ERROR),
    BadOption(Severity.ERROR),
    BadResource(Severity.ERROR),
    CatalogTypeMismatch(Severity.ERROR),
    CaughtByPattern(Severity.WARNING),
    Cycle(Severity.ERROR),
    DuplicateNode(Severity.ERROR),
    DuplicateOutput(Severity.ERROR),
    Impure(Severity.WARNING),
    InvalidCatalog(Severity.ERROR),
    Internal(Severity.ERROR),
    MissingExtension(Severity.NOTE),
    MixedTranscoding(Severity.ERROR),
    NotAccessible(Severity.ERROR),
    OldRelease(Severity.ERROR),
    OrphanNode(Severity.ERROR),
    OutputArity(Severity.ERROR),
    OverlappingPlaces(Severity.ERROR),
    ProcessingOff(Severity.WARNING),
    SelfLoop(Severity.ERROR),
    TypeMismatch(Severity.ERROR),
    UnknownAfter(Severity.ERROR),
    UnknownInput(Severity.ERROR),
    UnknownParameter(Severity.ERROR),
    UnreachableType(Severity.ERROR),
    UntypedStream(Severity.ERROR),
    UnusedOutput(Severity.OFF),
    UnusedParameter(Severity.NOTE),
    VoidOutput(Severity.ERROR);

    /** How a message is reported unless the option {@code -Afreshet.<Code>=error|warning|note|off} says otherwise. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE,
        OFF
    }

    private final Severity severity;

    Code(Severity severity) {
        this.severity = severity;
    }

    /** Returns how messages of this code are reported by default. */
    public Severity severity() {
        return severity;
    }
}
