/**
 * Writes the graph of a pipeline as one HTML file for a browser, and its reports as another. Layout and drawing are
 * JavaScript, in the resources of this package. A server shows the page of a running pipeline or of a project. Imports
 * no package of the runtime but {@code dev.freshet.runtime.graph} and {@code dev.freshet.runtime.live}.
 */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;
