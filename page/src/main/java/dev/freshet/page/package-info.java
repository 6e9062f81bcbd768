/**
 * The graph of a pipeline as one HTML file for a browser, and its reports as another. Layout and drawing are JavaScript,
 * in the resources of this package. Imports no package of the runtime but {@code dev.freshet.runtime.graph}.
 */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;
