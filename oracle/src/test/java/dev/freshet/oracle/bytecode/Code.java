package dev.freshet.oracle.bytecode;

import java.util.Set;

/**
 * A part of the byte code in a form that is equal where compilers only number or name differently.
 *
 * @param references what it refers to
 */
record Code(String text, Set<Ref> references) {}
