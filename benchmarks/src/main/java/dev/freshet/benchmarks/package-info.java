/** Measurements, run by hand; see docs/performance.md. */
@NullMarked
package dev.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
