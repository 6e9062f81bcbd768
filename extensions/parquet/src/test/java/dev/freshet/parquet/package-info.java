/** Tests of the dataset type {@code parquet}. */
@NullMarked
package dev.freshet.parquet;

import org.jspecify.annotations.NullMarked;
