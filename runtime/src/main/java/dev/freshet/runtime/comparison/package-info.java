/** Compares two runs: code, parameters, inputs, results and times. */
@NullMarked
package dev.freshet.runtime.comparison;

import org.jspecify.annotations.NullMarked;
