package dev.freshet.fingerprint;

/**
 * A part of the code that a node can reach, for messages.
 *
 * @param digest the digest, which changes when the part changes
 * @param source the source file; empty if unknown
 * @param line the line where the part starts, from 1; 0 if unknown
 */
public record CodePart(String digest, String source, int line) {}
