package dev.freshet.fingerprint;

import java.util.List;

/**
 * A piece of code with its own digest: a method, a field, an initialiser, a type's header, or what reflection sees of a
 * type.
 *
 * @param digest the digest of the unit's canonical form, 32 hex digits
 * @param line the line where the unit starts in the source, from 1; 0 if it has no line of its own. The line is never
 *     part of a fingerprint
 * @param marks what else the linker must know of the unit, sorted
 * @param references what the unit refers to, sorted. A reference has the class that the class file names, which can be
 *     a subclass of the one that declares the member
 */
public record CodeUnit(Reference id, String digest, int line, List<Mark> marks, List<Reference> references) {}
