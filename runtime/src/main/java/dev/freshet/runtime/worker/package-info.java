/** Workers: processes that call nodes for a run in another process, and the messages between them. */
@NullMarked
package dev.freshet.runtime.worker;

import org.jspecify.annotations.NullMarked;
