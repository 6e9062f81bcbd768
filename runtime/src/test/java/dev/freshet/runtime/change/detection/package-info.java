/** Tests of change detection. */
@NullMarked
package dev.freshet.runtime.change.detection;

import org.jspecify.annotations.NullMarked;
