/**
 * The rules that a pipeline must follow, with one class for each rule. This package imports only {@code model};
 * {@code Checks} is its only entry.
 */
@NullMarked
package dev.freshet.processor.check;

import org.jspecify.annotations.NullMarked;
