/**
 * Where datasets are kept: the catalog, its dataset types, and parameters. May import {@code plan} and the configuration.
 */
@NullMarked
package dev.freshet.runtime.dataset;

import org.jspecify.annotations.NullMarked;
