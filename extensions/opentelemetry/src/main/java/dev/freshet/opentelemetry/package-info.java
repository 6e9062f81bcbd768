/** Traces runs with OpenTelemetry. Of the runtime, this package imports only the listeners of runs. */
@NullMarked
package dev.freshet.opentelemetry;

import org.jspecify.annotations.NullMarked;
