/**
 * The graph of a pipeline as one HTML file for a browser. Layout and drawing are JavaScript, in the resources of this
 * package. Imports no package of the runtime but {@code dev.freshet.runtime.graph}.
 */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;
