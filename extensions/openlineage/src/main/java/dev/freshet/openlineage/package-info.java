/** Sends OpenLineage events of runs. Of the runtime, this package imports only the listeners of runs. */
@NullMarked
package dev.freshet.openlineage;

import org.jspecify.annotations.NullMarked;
