/**
 * Connects a run with earlier and concurrent runs: which nodes must run, which of them may run now, and what is
 * recorded.
 */
@NullMarked
package dev.freshet.runtime.run.tracking;

import org.jspecify.annotations.NullMarked;
