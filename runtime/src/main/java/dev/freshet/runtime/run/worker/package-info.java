/** The built-in runners, by threads and by worker processes, and the pool of worker processes. */
@NullMarked
package dev.freshet.runtime.run.worker;

import org.jspecify.annotations.NullMarked;
