/** The nodes of a pipeline as tasks of other engines' schedules: files that users keep. */
@NullMarked
package dev.freshet.runtime.export;

import org.jspecify.annotations.NullMarked;
