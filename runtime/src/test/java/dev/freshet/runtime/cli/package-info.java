/** Tests of the command line. */
@NullMarked
package dev.freshet.runtime.cli;

import org.jspecify.annotations.NullMarked;
