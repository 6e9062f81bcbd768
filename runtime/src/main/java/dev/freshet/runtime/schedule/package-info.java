/**
 * Decides which node starts next, by priorities and resources. This package uses no threads and imports only
 * {@code plan}.
 */
@NullMarked
package dev.freshet.runtime.schedule;

import org.jspecify.annotations.NullMarked;
