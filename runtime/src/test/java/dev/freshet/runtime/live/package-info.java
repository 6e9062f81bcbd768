@NullMarked
package dev.freshet.runtime.live;

import org.jspecify.annotations.NullMarked;
