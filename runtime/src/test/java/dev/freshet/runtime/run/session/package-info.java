/** Tests of runs. */
@NullMarked
package dev.freshet.runtime.run.session;

import org.jspecify.annotations.NullMarked;
