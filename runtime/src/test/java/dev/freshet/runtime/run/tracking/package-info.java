@NullMarked
package dev.freshet.runtime.run.tracking;

import org.jspecify.annotations.NullMarked;
