package dev.freshet.fingerprint;

/**
 * A part of the code that a node can reach, for messages.
 *
 * @param digest changes when the part changes
 * @param source the source file; empty if it is not known
 * @param line where the part starts in it, from 1; 0 if that is not known
 */
public record CodePart(String digest, String source, int line) {}
