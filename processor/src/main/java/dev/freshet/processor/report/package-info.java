/** Prints {@code Problem}s where the editor shows them. Imports {@code model} only; used by the processor's entry. */
@NullMarked
package dev.freshet.processor.report;

import org.jspecify.annotations.NullMarked;
