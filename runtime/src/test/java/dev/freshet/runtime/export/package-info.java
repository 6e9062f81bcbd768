@NullMarked
package dev.freshet.runtime.export;

import org.jspecify.annotations.NullMarked;
