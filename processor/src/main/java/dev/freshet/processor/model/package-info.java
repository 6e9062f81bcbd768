/**
 * The immutable model of a pipeline as its source declares it; every part has its
 * {@link dev.freshet.processor.model.Origin}. {@code read} creates the model; {@code check} and {@code emit} use it.
 * This package imports no other package of the processor.
 */
@NullMarked
package dev.freshet.processor.model;

import org.jspecify.annotations.NullMarked;
