/** Tests of the command line. */
@NullMarked
package dev.freshet.runtime.change;

import org.jspecify.annotations.NullMarked;
