/** Parameters: the Java values that nodes receive, the texts by which runs compare them, and their validation. */
@NullMarked
package dev.freshet.dataset.parameter;

import org.jspecify.annotations.NullMarked;
