/** The built-in file formats. Imports the contracts and {@code cell}. */
@NullMarked
package dev.freshet.dataset.format;

import org.jspecify.annotations.NullMarked;
