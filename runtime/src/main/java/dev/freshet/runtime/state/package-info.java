/** What is known of earlier runs, and the lock that keeps two runs apart. */
@NullMarked
package dev.freshet.runtime.state;

import org.jspecify.annotations.NullMarked;
