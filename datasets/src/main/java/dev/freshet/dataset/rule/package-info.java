/** Validation of values on load and save. This package imports only the contracts and {@code cell}. */
@NullMarked
package dev.freshet.dataset.rule;

import org.jspecify.annotations.NullMarked;
