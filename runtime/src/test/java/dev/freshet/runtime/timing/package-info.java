/** Runs in virtual time, and what is told of them. */
@NullMarked
package dev.freshet.runtime.timing;

import org.jspecify.annotations.NullMarked;
