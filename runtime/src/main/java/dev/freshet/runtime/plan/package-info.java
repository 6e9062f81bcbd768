/**
 * What a compiled pipeline is: its nodes, datasets, order and types. The contract between generated code and the
 * runtime. Imports no other package of the runtime; every other may import it.
 */
@NullMarked
package dev.freshet.runtime.plan;

import org.jspecify.annotations.NullMarked;
