/** The built-in runners: threads, and worker processes with their protocol. */
@NullMarked
package dev.freshet.runtime.run.worker;

import org.jspecify.annotations.NullMarked;
