/**
 * Code fingerprints. The annotation processor writes an {@link dev.freshet.fingerprint.ObjectFile} beside the classes of
 * each source class; the linker follows their references from a node's method to all code
 * that it can reach. Used by the annotation processor and by the runtime; depends on neither.
 */
@NullMarked
package dev.freshet.fingerprint;

import org.jspecify.annotations.NullMarked;
