/** The mapping between Java values or records and the cells of a table. This package imports only the contracts. */
@NullMarked
package dev.freshet.dataset.cell;

import org.jspecify.annotations.NullMarked;
