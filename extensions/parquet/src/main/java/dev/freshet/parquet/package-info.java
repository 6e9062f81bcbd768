/** The dataset type {@code parquet}: records in Parquet files. */
@NullMarked
package dev.freshet.parquet;

import org.jspecify.annotations.NullMarked;
