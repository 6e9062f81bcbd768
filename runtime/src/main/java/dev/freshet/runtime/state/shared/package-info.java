/** The state that a team shares: entries in the log of a backend, claims, sessions, and a copy in the checkout. */
@NullMarked
package dev.freshet.runtime.state.shared;

import org.jspecify.annotations.NullMarked;
