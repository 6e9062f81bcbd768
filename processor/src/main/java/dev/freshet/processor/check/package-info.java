/**
 * The rules that a pipeline must keep, one class each. Imports {@code model} only; {@code Checks} is the only door.
 */
@NullMarked
package dev.freshet.processor.check;

import org.jspecify.annotations.NullMarked;
