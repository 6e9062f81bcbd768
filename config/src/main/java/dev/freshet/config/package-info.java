/**
 * YAML configuration: positions of keys and values, environments, merges and interpolation. The annotation processor
 * and the runtime both use this package, so that both read a catalog alike. It depends on neither.
 */
@NullMarked
package dev.freshet.config;

import org.jspecify.annotations.NullMarked;
