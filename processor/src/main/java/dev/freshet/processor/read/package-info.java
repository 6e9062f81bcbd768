/**
 * Reads annotated classes into the {@code model}. This package imports only {@code model}; the processor's entry uses
 * it.
 */
@NullMarked
package dev.freshet.processor.read;

import org.jspecify.annotations.NullMarked;
