/** Nodes that work partition by partition or record by record. */
@NullMarked
package dev.freshet.runtime.run.partition;

import org.jspecify.annotations.NullMarked;
