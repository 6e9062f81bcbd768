/** Failures of users' code as they may be shown: short, without secrets, and readable in another process. */
@NullMarked
package dev.freshet.runtime.run.failure;

import org.jspecify.annotations.NullMarked;
