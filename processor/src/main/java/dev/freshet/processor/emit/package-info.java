/**
 * Writes the generated class of a pipeline. This package imports only {@code model}; {@code PipelineEmitter} is its
 * only entry.
 */
@NullMarked
package dev.freshet.processor.emit;

import org.jspecify.annotations.NullMarked;
