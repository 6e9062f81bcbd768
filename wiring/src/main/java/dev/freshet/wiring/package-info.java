/** What the compiler and the run must agree on. */
@NullMarked
package dev.freshet.wiring;

import org.jspecify.annotations.NullMarked;
