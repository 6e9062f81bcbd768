/**
 * A compiled pipeline: its nodes, datasets, order and types. This is the contract between generated code and the
 * runtime. Imports no other package of the runtime; every other package may import it.
 */
@NullMarked
package dev.freshet.runtime.plan;

import org.jspecify.annotations.NullMarked;
