/** The dataset type {@code parquet}: records in Parquet files, by Carpet. */
@NullMarked
package dev.freshet.parquet;

import org.jspecify.annotations.NullMarked;
