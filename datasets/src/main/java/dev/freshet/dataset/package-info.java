/**
 * The contracts of datasets: values that load and save, dataset types, file formats, storages, compression and
 * validation. Extensions implement them. Imports no other package of this module but {@code cell}.
 */
@NullMarked
package dev.freshet.dataset;

import org.jspecify.annotations.NullMarked;
