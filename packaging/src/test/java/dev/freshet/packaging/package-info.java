/** Runs the program as it is packed. */
@NullMarked
package dev.freshet.packaging;

import org.jspecify.annotations.NullMarked;
