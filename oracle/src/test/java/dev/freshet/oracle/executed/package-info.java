/** Runs nodes of edited programs with fixed inputs, each in a class loader of its own and only so far. */
@NullMarked
package dev.freshet.oracle.executed;

import org.jspecify.annotations.NullMarked;
