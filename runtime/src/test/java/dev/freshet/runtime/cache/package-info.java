@NullMarked
package dev.freshet.runtime.cache;

import org.jspecify.annotations.NullMarked;
