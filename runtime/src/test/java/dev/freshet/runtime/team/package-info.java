/** A model of a team that works on one state, and random histories that hold the product against it. */
@NullMarked
package dev.freshet.runtime.team;

import org.jspecify.annotations.NullMarked;
