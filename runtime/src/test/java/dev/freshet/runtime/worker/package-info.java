/** Tests of workers and their protocol. */
@NullMarked
package dev.freshet.runtime.worker;

import org.jspecify.annotations.NullMarked;
