/**
 * The catalog: its entries, the dataset types they name, storages and credentials. Imports every other package of
 * this module; no other imports it.
 */
@NullMarked
package dev.freshet.dataset.catalog;

import org.jspecify.annotations.NullMarked;
