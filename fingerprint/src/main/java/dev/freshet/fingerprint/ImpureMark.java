package dev.freshet.fingerprint;

/**
 * The mark of a unit that contains an {@link ImpureUse}. It is not part of a digest.
 *
 * @param line the line, from 1; 0 if unknown
 */
public record ImpureMark(ImpureKind kind, int line, String what) implements Mark {}
