/**
 * A pipeline as its source declares it, immutable, every part with its {@link dev.freshet.processor.model.Origin}. Filled
 * by {@code read}, used by {@code check} and {@code emit}; imports no other package of the processor.
 */
@NullMarked
package dev.freshet.processor.model;

import org.jspecify.annotations.NullMarked;
