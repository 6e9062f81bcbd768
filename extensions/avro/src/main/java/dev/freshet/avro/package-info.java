/** The dataset type {@code avro}: records in Avro object container files, without generated classes. */
@NullMarked
package dev.freshet.avro;

import org.jspecify.annotations.NullMarked;
