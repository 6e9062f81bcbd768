/** Which nodes of a pipeline are no longer fresh, and why. */
@NullMarked
package dev.freshet.runtime.change;

import org.jspecify.annotations.NullMarked;
