/** The command line of a pipeline. May import every other package of the runtime; no other may import it. */
@NullMarked
package dev.freshet.runtime.cli;

import org.jspecify.annotations.NullMarked;
