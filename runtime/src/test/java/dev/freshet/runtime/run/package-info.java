/** Tests of runs. */
@NullMarked
package dev.freshet.runtime.run;

import org.jspecify.annotations.NullMarked;
