/**
 * Reports {@code Problem}s at their positions in the source. This package imports only {@code model}; the processor's
 * entry uses it.
 */
@NullMarked
package dev.freshet.processor.report;

import org.jspecify.annotations.NullMarked;
