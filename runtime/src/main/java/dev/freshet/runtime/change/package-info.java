/** Which nodes of a pipeline are stale, and why. */
@NullMarked
package dev.freshet.runtime.change;

import org.jspecify.annotations.NullMarked;
