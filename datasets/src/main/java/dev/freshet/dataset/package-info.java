/**
 * The contracts of datasets, dataset types, file formats, storages, compression and validation. Extensions implement
 * them. Of this module's other packages, this one imports only {@code cell}.
 */
@NullMarked
package dev.freshet.dataset;

import org.jspecify.annotations.NullMarked;
