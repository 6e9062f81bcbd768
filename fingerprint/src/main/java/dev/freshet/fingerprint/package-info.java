/**
 * Code fingerprints. The annotation processor writes an {@link dev.freshet.fingerprint.ObjectFile} beside the classes
 * of each source class. The linker follows their references from a node's method to all code that it can reach. The
 * annotation processor and the runtime use this package; it depends on neither.
 */
@NullMarked
package dev.freshet.fingerprint;

import org.jspecify.annotations.NullMarked;
