/** The built-in file formats. This package imports only the contracts and {@code cell}. */
@NullMarked
package dev.freshet.dataset.format;

import org.jspecify.annotations.NullMarked;
