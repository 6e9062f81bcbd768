/** Workers: processes that call nodes for a run elsewhere, and the frames that go between. Depends on {@code run}. */
@NullMarked
package dev.freshet.runtime.worker;

import org.jspecify.annotations.NullMarked;
