/**
 * Stores datasets in Google Cloud Storage. Of the datasets module, this package imports only the contracts.
 */
@NullMarked
package dev.freshet.gcs;

import org.jspecify.annotations.NullMarked;
