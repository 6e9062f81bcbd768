/**
 * YAML configuration with the position of every key and value, environments, merges and interpolation. Used by the
 * annotation processor and by the runtime, so that both read a catalog alike; depends on neither.
 */
@NullMarked
package dev.freshet.config;

import org.jspecify.annotations.NullMarked;
