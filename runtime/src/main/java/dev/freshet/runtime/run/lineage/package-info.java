/** Finds out how contents of datasets came about, from the results in the state. */
@NullMarked
package dev.freshet.runtime.run.lineage;

import org.jspecify.annotations.NullMarked;
