/** The API to describe and start runs, their reports, and the contract of runners. */
@NullMarked
package dev.freshet.runtime.run;

import org.jspecify.annotations.NullMarked;
