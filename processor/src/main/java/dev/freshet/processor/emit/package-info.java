/** Writes the generated class of a pipeline. Imports {@code model} only; {@code PipelineEmitter} is the only door. */
@NullMarked
package dev.freshet.processor.emit;

import org.jspecify.annotations.NullMarked;
