/** Prepares one run before its first node: configuration, options, opened datasets, and all problems at once. */
@NullMarked
package dev.freshet.runtime.run.setup;

import org.jspecify.annotations.NullMarked;
