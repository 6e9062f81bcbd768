/** What a run knows of earlier runs and of others: which nodes must run, whose turn it is, and what is recorded. */
@NullMarked
package dev.freshet.runtime.run.tracking;

import org.jspecify.annotations.NullMarked;
