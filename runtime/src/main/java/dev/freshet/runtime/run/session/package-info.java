/** Carries out one use of a pipeline, from its configuration to its report: plan, run, verify, or read the state. */
@NullMarked
package dev.freshet.runtime.run.session;

import org.jspecify.annotations.NullMarked;
