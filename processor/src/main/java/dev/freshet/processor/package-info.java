/**
 * The annotation processor: {@code read -> model -> check, emit}, then {@code report}. This package exports nothing.
 */
@NullMarked
package dev.freshet.processor;

import org.jspecify.annotations.NullMarked;
