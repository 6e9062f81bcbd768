/**
 * Stores datasets in object storages with the S3 protocol. Of the datasets module, this package imports only the
 * contracts.
 */
@NullMarked
package dev.freshet.s3;

import org.jspecify.annotations.NullMarked;
