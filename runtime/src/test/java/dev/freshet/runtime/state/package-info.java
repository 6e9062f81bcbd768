/** Tests of the state. */
@NullMarked
package dev.freshet.runtime.state;

import org.jspecify.annotations.NullMarked;
