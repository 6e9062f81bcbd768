/**
 * Finds what code depends on without any fingerprint seeing it: clocks, unseeded random numbers, the environment,
 * files. Notes it in the object files, and warns of what a node of the same compilation reaches. Knows the model and
 * the linker; only the listener of the compiler uses it.
 */
@NullMarked
package dev.freshet.processor.impure;

import org.jspecify.annotations.NullMarked;
