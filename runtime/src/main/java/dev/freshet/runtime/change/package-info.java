/** Decisions about nodes: whether they are stale, and the reasons. */
@NullMarked
package dev.freshet.runtime.change;

import org.jspecify.annotations.NullMarked;
