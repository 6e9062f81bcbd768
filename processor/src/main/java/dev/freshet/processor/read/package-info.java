/** Reads annotated classes into the {@code model}. Imports {@code model} only; used by the processor's entry. */
@NullMarked
package dev.freshet.processor.read;

import org.jspecify.annotations.NullMarked;
