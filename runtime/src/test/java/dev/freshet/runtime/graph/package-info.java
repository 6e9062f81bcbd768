@NullMarked
package dev.freshet.runtime.graph;

import org.jspecify.annotations.NullMarked;
