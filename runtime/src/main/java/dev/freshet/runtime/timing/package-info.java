/** When the nodes of a run ran, loaded, saved and waited; what a run took its time for; and traces of it. */
@NullMarked
package dev.freshet.runtime.timing;

import org.jspecify.annotations.NullMarked;
