/** Exports the nodes of a pipeline as tasks for the schedules of other engines. */
@NullMarked
package dev.freshet.runtime.export;

import org.jspecify.annotations.NullMarked;
