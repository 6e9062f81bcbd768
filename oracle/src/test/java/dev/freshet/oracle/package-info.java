/**
 * Judges fingerprints by the byte code of what they stand for. Shares no code with the compiler's part and the linker: they
 * are only called, as the system under test.
 */
@NullMarked
package dev.freshet.oracle;

import org.jspecify.annotations.NullMarked;
