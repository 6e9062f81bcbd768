@NullMarked
package dev.freshet.runtime.graph.preview;

import org.jspecify.annotations.NullMarked;
