/**
 * Object files of code fingerprints, written from the attributed trees of javac while it compiles. Uses only exported
 * API of the compiler.
 */
@NullMarked
package dev.freshet.processor.fingerprint;

import org.jspecify.annotations.NullMarked;
