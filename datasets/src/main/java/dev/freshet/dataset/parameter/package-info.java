/** Parameters: their text, the Java values that nodes receive, and the rules for both. */
@NullMarked
package dev.freshet.dataset.parameter;

import org.jspecify.annotations.NullMarked;
