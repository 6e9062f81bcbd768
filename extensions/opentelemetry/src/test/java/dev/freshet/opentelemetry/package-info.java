/** Tests of the listener. */
@NullMarked
package dev.freshet.opentelemetry;

import org.jspecify.annotations.NullMarked;
