package dev.freshet.fingerprint;

import java.util.List;

/**
 * A piece of code with its own digest: a method, a field, an initialiser or a type's header.
 *
 * @param id the kind and the name with JVM descriptors, as in a constant pool: {@code M:demo/Square.area()D} a method
 *     or constructor, {@code F:demo/Square.side} a field, {@code S:demo/Square} the static initialiser,
 *     {@code I:demo/Square} the instance initialiser, {@code T:demo/Square} the header, {@code D:demo/Square} what
 *     reflection sees of the class
 * @param digest the digest of the unit's canonical form, 32 hex digits
 * @param line the line where the unit starts in the source, from 1; 0 if it has no line of its own. The line is never
 *     part of a fingerprint
 * @param references the ids of the units that it refers to, sorted. An id has the class that the class file names,
 *     which can be a subclass of the one that declares the member. Besides the kinds of units, there are
 *     {@code V:owner.name(desc)}, a virtual call by the static type of its receiver, {@code C:owner.field=digest}, an
 *     inlined constant, {@code D:type}, what reflection sees of a type and its subtypes, {@code N:type}, an annotation,
 *     {@code A:type}, all of a type; and marks, which lead nowhere: {@code @instance} for a member that needs an
 *     object, {@code @package} and {@code @private} for a method that others cannot override, {@code @subtype type} for
 *     a local class or a lambda of a type
 */
public record CodeUnit(String id, String digest, int line, List<String> references) {}
