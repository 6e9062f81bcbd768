/**
 * Datasets on local files, the catalog that describes them, and parameters. Imports only {@code plan} of the runtime's
 * packages; {@code run} and {@code cli} use it.
 */
@NullMarked
package dev.freshet.runtime.dataset;

import org.jspecify.annotations.NullMarked;
