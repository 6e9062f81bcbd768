/** What would run if a piece of code, a parameter or a dataset changed. Works on documents of graphs. */
@NullMarked
package dev.freshet.runtime.impact;

import org.jspecify.annotations.NullMarked;
