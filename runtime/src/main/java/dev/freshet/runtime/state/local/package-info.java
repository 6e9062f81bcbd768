/** The local state store: a journal of state entries, and the lock that prevents two runs at a time. */
@NullMarked
package dev.freshet.runtime.state.local;

import org.jspecify.annotations.NullMarked;
