/** Traces where contents of datasets came from and what was made from them, by the results in the state. */
@NullMarked
package dev.freshet.runtime.run.lineage;

import org.jspecify.annotations.NullMarked;
