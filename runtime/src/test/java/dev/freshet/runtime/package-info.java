/** Tests of the runtime as a whole. */
@NullMarked
package dev.freshet.runtime;

import org.jspecify.annotations.NullMarked;
