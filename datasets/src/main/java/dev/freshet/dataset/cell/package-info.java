/** How Java values, records and their types map to the cells of a table. Imports the contracts only. */
@NullMarked
package dev.freshet.dataset.cell;

import org.jspecify.annotations.NullMarked;
