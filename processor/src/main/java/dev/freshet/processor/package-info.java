/** The annotation processor: {@code read -> model -> check, emit}, then {@code report}. Exports nothing. */
@NullMarked
package dev.freshet.processor;

import org.jspecify.annotations.NullMarked;
