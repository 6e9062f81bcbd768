/**
 * A run, or a project, as it changes: what a page shows of it while it is open. Whoever watches asks for what has changed
 * since they asked before, so that nobody keeps what a slow reader has not read. Another module serves it.
 */
@NullMarked
package dev.freshet.runtime.live;

import org.jspecify.annotations.NullMarked;
