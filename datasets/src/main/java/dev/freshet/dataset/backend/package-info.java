/** The contract of what keeps the state that a team shares. Extensions implement it. */
@NullMarked
package dev.freshet.dataset.backend;

import org.jspecify.annotations.NullMarked;
