/** A judge of when nodes ran, and random graphs for it. */
@NullMarked
package dev.freshet.runtime.timeline;

import org.jspecify.annotations.NullMarked;
