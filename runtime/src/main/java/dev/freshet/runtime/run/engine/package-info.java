/** Runs the nodes of one run: states of nodes, threads, values in memory, background saving and results. */
@NullMarked
package dev.freshet.runtime.run.engine;

import org.jspecify.annotations.NullMarked;
