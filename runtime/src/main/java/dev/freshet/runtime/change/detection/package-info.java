/** Compares what a node would run with against the record of its last run. */
@NullMarked
package dev.freshet.runtime.change.detection;

import org.jspecify.annotations.NullMarked;
