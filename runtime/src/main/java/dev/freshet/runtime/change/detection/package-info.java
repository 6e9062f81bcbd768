/** Detects changes: determines the versions of datasets and the facts of nodes, and compares them with the state. */
@NullMarked
package dev.freshet.runtime.change.detection;

import org.jspecify.annotations.NullMarked;
