/** Finds what would run if code, a parameter or a dataset changed, by documents of graphs. */
@NullMarked
package dev.freshet.runtime.impact;

import org.jspecify.annotations.NullMarked;
