/** Tests of the listener. */
@NullMarked
package dev.freshet.micrometer;

import org.jspecify.annotations.NullMarked;
