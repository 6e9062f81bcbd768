/**
 * The command line of a pipeline. This package may import every other package of the runtime; no other package may
 * import it.
 */
@NullMarked
package dev.freshet.runtime.cli;

import org.jspecify.annotations.NullMarked;
