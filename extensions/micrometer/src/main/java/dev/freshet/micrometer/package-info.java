/** Measures runs with Micrometer. Of the runtime, this package imports only the listeners of runs. */
@NullMarked
package dev.freshet.micrometer;

import org.jspecify.annotations.NullMarked;
