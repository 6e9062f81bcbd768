/** Reads previews of datasets, within limits of size and time. */
@NullMarked
package dev.freshet.runtime.graph.preview;

import org.jspecify.annotations.NullMarked;
