/** How far each node of a run is, which node is next, and what the end of a node means for others; without threads. */
@NullMarked
package dev.freshet.runtime.run.progress;

import org.jspecify.annotations.NullMarked;
