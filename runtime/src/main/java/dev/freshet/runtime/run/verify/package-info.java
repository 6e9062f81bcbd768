/** Runs nodes again in a scratch directory and compares the results with what is stored. */
@NullMarked
package dev.freshet.runtime.run.verify;

import org.jspecify.annotations.NullMarked;
