/**
 * Listeners for the events of a run. A listener can also decide whether a node runs. This package imports only
 * {@code change} and {@code text}.
 */
@NullMarked
package dev.freshet.runtime.hook;

import org.jspecify.annotations.NullMarked;
