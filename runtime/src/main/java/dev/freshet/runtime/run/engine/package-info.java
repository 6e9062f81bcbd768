/** Runs the nodes of one run: its lock and threads, calls of nodes, values in memory, background saving and results. */
@NullMarked
package dev.freshet.runtime.run.engine;

import org.jspecify.annotations.NullMarked;
