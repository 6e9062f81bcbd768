/** When the nodes of a run ran, loaded, saved and waited; the critical path of a run; and traces. */
@NullMarked
package dev.freshet.runtime.timing;

import org.jspecify.annotations.NullMarked;
