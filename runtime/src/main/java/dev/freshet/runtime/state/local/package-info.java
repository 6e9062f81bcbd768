/** Keeps the records of earlier runs, and the lock that keeps two runs apart. */
@NullMarked
package dev.freshet.runtime.state.local;

import org.jspecify.annotations.NullMarked;
